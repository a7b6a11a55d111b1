import { type APIInteraction, type APIMessage, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { decodeCustomId, type Verb } from './custom-id.js';
import type { Answering } from './parts.js';
import { notice } from './render/message.js';
import { type Reply, reply, replyWith } from './replies.js';

const NOT_OURS = 'Only an answer of Marrow can be cited: choose this on a message of mine that shows a finding.';
const NO_FINDING = 'This message shows no finding that could be cited. /cite all lists the sources.';

/** Buttons that carry the findings a message shows, the one that has most of them first. */
const TELLING: readonly Verb[] = ['cite', 'share', 'passage'];

/** Cites what a message of ours shows. The message itself says which findings these are, so nothing need be remembered. */
export function citeMessage(
  message: APIMessage | undefined,
  interaction: APIInteraction,
  dispatcher: Answering['dispatcher'],
): Reply {
  if (message === undefined || !isOurs(message, interaction)) return reply(notice(NOT_OURS));
  const codes = codesIn(message);
  if (codes.length === 0) return reply(notice(NO_FINDING));
  const answer = dispatcher.answer({ command: 'cite-finding', values: { codes: codes.join(',') } });
  return replyWith(answer, 'private', interaction);
}

/**
 * Answers to interactions name the application. Replies to mentions name none, and their author is its bot, whose id need not
 * be that of the application: what they show is known by our buttons, which no other bot has.
 */
function isOurs(message: APIMessage, { application_id }: APIInteraction): boolean {
  if (message.application_id !== undefined) return message.application_id === application_id;
  return message.author?.id === application_id || (message.author?.bot === true && codesIn(message).length > 0);
}

function codesIn({ components }: APIMessage): readonly string[] {
  const ids = (components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((each) =>
          each.type === ComponentType.Button && each.style !== ButtonStyle.Link && each.style !== ButtonStyle.Premium
            ? (decodeCustomId(each.custom_id) ?? [])
            : [],
        )
      : [],
  );
  const found = TELLING.map((verb) => ids.find((id) => id.verb === verb)?.codes ?? []);
  return found.find((codes) => codes.length > 0) ?? [];
}
