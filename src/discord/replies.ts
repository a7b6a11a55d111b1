import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Answer } from '../../commands/answer.js';
import { ChoicesPayload, checked, LIMITS } from './limits.js';
import { inert } from './neutralize.js';
import type { Choice } from './parts.js';
import { mayPost } from './permissions.js';
import { isAnswer, renderAnswer } from './render/answer.js';
import { type Audience, type Message, notice, type Upload } from './render/message.js';
import { tooFast } from './user-limits.js';

export const OUT_OF_DATE = 'This button is out of date. Please ask again: the commands have the current answer.';
const NOT_HERE = 'Shown only to you: Marrow may not post here for everyone.';
const ONLY_ANSWERS = 'Shown only to you: only answers from the evidence are posted for everyone.';

/** What an interaction is answered with: the JSON, and the files that go out beside it. */
export interface Reply {
  readonly body: APIInteractionResponse;
  readonly files: readonly Upload[];
}

/** A response that carries no file. */
export const bare = (body: APIInteractionResponse): Reply => ({ body, files: [] });

/** Answers an interaction with a message. */
export function reply({ files = [], ...data }: Message): Reply {
  return { body: { type: InteractionResponseType.ChannelMessageWithSource, data }, files };
}

/** Answers with an answer; what is not one, and what may not be posted, stays with the one who asked. */
export function replyWith(answer: Answer, wanted: Audience, interaction: APIInteraction): Reply {
  if (wanted === 'private') return reply(renderAnswer(answer, { audience: 'private' }));
  if (!isAnswer(answer)) return reply(renderAnswer(answer, { audience: 'private', note: ONLY_ANSWERS }));
  if (!mayPost(interaction)) return reply(renderAnswer(answer, { audience: 'private', note: NOT_HERE }));
  return reply(renderAnswer(answer, { audience: 'public' }));
}

/** Offers choices; one that is too long is left out, since a cut one names something else. */
export function replyChoices(choices: readonly Choice[]): Reply {
  const fits = (text: string) => text.trim() !== '' && text.length <= LIMITS.choiceText;
  const offered = choices
    .filter(({ label, value }) => fits(label) && fits(value))
    .slice(0, LIMITS.choices)
    .map(({ label, value }) => ({ name: label, value }));
  const data = checked(ChoicesPayload, { choices: offered });
  return bare({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data });
}

/** What one who asks too fast is told, privately; a list of choices stays empty. */
export function patience(type: InteractionType, inSeconds: number): Reply {
  return type === InteractionType.ApplicationCommandAutocomplete ? replyChoices([]) : reply(notice(tooFast(inSeconds)));
}

/** What is answered where a bug kept the answer away; the log has the same reference. */
export function apology(type: InteractionType, reference: string): Reply {
  if (type === InteractionType.ApplicationCommandAutocomplete) return replyChoices([]);
  return reply(notice(apologyText(reference)));
}

export function apologyText(reference: string): string {
  return `Something went wrong in Marrow; this says nothing about the evidence. Reference: ${inert(reference)}`;
}
