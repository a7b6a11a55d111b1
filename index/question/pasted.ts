import type { Question } from './question.js';

/** Who asks names some things; whoever names more than this has pasted a text. */
const MOST_THINGS = 40;

/** Whether a question names more than anybody asks at once: it is not taken apart into questions of its own. */
export const isPasted = ({ slots, words, numbers, durations }: Question): boolean =>
  slots.length + words.length + numbers.length + durations.length > MOST_THINGS;

/** The first things of a pasted text, enough to say what is missing and what comes near; any other question as it is. */
export function beginningOf(question: Question): Question {
  if (!isPasted(question)) return question;
  const { slots, words, numbers, durations } = question;
  let room = MOST_THINGS;
  const first = <T>(things: readonly T[]): readonly T[] => {
    const kept = things.slice(0, room);
    room -= kept.length;
    return kept;
  };
  return {
    ...question,
    slots: first(slots),
    words: first(words),
    numbers: first(numbers),
    durations: first(durations),
  };
}
