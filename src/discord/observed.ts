import type { Answer } from '../../commands/answer.js';
import type { Observer } from '../ops/observer.js';
import type { Answering } from './parts.js';

/** Stands for whatever is no command of ours, since that name was typed. */
const OTHER = 'other';

/** The same answers, each told to an observer with its command and the time that it took. */
export function observed(answering: Answering, observer: Observer): Answering {
  const { dispatcher, commands } = answering;
  const timed = (run: () => Answer): Answer => {
    const began = performance.now();
    const answer = run();
    const command = commands.some(({ name }) => name === answer.command) ? answer.command : OTHER;
    observer.answered(command, answer.status, (performance.now() - began) / 1_000);
    return answer;
  };
  return {
    ...answering,
    dispatcher: {
      answer: (request) => timed(() => dispatcher.answer(request)),
      text: (input) => timed(() => dispatcher.text(input)),
      suggest: dispatcher.suggest,
    },
  };
}
