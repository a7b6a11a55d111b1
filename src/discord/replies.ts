import {
  type APIInteraction,
  type APIInteractionResponse,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import type { Answer } from '../../commands/answer.js';
import type { LeftOut } from '../ops/observer.js';
import { ChoicesPayload, checked, EditPayload, LIMITS } from './limits.js';
import { inert, plainLine } from './neutralize.js';
import type { Choice } from './parts.js';
import { mayPost } from './permissions.js';
import { isAnswer, type Rendering, renderAnswer } from './render/answer.js';
import { type Audience, type Message, notice, type Upload } from './render/message.js';
import { tooFast } from './user-limits.js';

export const OUT_OF_DATE = 'This button is out of date. Please ask again: the commands have the current answer.';
const NOT_HERE = 'Shown only to you: Marrow may not post here for everyone.';
const ONLY_ANSWERS = 'Shown only to you: only answers from the evidence are posted for everyone.';

/** What an interaction is answered with: the JSON, and the files that go out beside it. */
export interface Reply {
  readonly body: APIInteractionResponse;
  readonly files: readonly Upload[];
  readonly leftOut?: LeftOut | undefined;
  /** What takes the place of a deferral. */
  readonly later?: Later;
  /** What is said where Discord does not take the files. */
  readonly withoutFiles?: Reply;
}

/** A message whose pictures take time to paint, and the same without them where they cannot be painted or attached. */
export interface Later {
  readonly drawn: Message;
  readonly plain: Message;
}

/** A response that carries no file. */
export const bare = (body: APIInteractionResponse): Reply => ({ body, files: [] });

/** Answers an interaction with a message. */
export function reply({ files = [], leftOut, ...data }: Message): Reply {
  return { body: { type: InteractionResponseType.ChannelMessageWithSource, data }, files, leftOut };
}

/** Defers, which fixes who will see the message that follows. */
export function replyLater(later: Later): Reply {
  const flags = later.drawn.flags & MessageFlags.Ephemeral;
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  return { ...bare({ type, data: { flags } }), later };
}

/** What takes the place of a deferral: whether it is private is decided, and only these attachments stay. */
export function editOf({ components, allowed_mentions, files = [] }: Message) {
  const attachments = files.map(({ name }, id) => ({ id: String(id), filename: name }));
  const body = checked(EditPayload, { flags: MessageFlags.IsComponentsV2, components, allowed_mentions, attachments });
  return { body, files };
}

/** An answer at once, or later where it has pictures. */
function rendered(answer: Answer, rendering: Rendering): Reply {
  const whole = renderAnswer(answer, rendering);
  if (whole.pictures === undefined && whole.files === undefined) return reply(whole);
  const plain = renderAnswer(answer, { ...rendering, attaches: false, draws: false });
  return whole.pictures === undefined
    ? { ...reply(whole), withoutFiles: reply(plain) }
    : replyLater({ drawn: whole, plain });
}

/** Answers with an answer; what is not one, and what may not be posted, stays with the one who asked. */
export function replyWith(answer: Answer, wanted: Audience, interaction: APIInteraction): Reply {
  if (wanted === 'private') return rendered(answer, { audience: 'private' });
  if (!isAnswer(answer)) return rendered(answer, { audience: 'private', note: ONLY_ANSWERS });
  if (!mayPost(interaction)) return rendered(answer, { audience: 'private', note: NOT_HERE });
  return rendered(answer, { audience: 'public' });
}

/**
 * Offers choices; one that is too long is left out, since a cut one names something else. A label may go on from what was
 * typed, so it is made plain.
 */
export function replyChoices(choices: readonly Choice[]): Reply {
  const fits = (text: string) => text.trim() !== '' && text.length <= LIMITS.choiceText;
  const offered = choices
    .map(({ label, value }) => ({ name: plainLine(label), value }))
    .filter(({ name, value }) => fits(name) && fits(value))
    .slice(0, LIMITS.choices);
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
