import { type APIMessageComponentInteraction, ComponentType } from 'discord-api-types/v10';
import type { Answer } from '../../commands/answer.js';
import { type CustomId, decodeCustomId } from './custom-id.js';
import { followUpForm } from './follow-up.js';
import type { Answering } from './parts.js';
import { mayPost, nameOf } from './permissions.js';
import { isAnswer, renderAnswer } from './render/answer.js';
import { notice } from './render/message.js';
import { picturesOf } from './render/plot.js';
import { sharedCopy } from './render/share.js';
import { bare, OUT_OF_DATE, type Reply, reply, replyLater, replyWith } from './replies.js';

const NOT_SHARED =
  'Marrow may not post here for everyone: this server does not let apps that only you installed do so. You can copy the text of the answer.';

/** Answers a button or a select. Whoever presses one gets a private answer; only Share posts. */
export function answerComponent(interaction: APIMessageComponentInteraction, answering: Answering): Reply {
  const id = decodeCustomId(interaction.data.custom_id);
  if (id === undefined) return reply(notice(OUT_OF_DATE));
  if (id.verb === 'share') return share(interaction, id, answering);
  if (id.verb === 'ask' && id.codes[0] !== undefined) return bare(followUpForm(id.codes[0]));
  const answer = id.verb === 'pick' ? picked(interaction, answering) : looked(id, answering);
  return answer === undefined ? reply(notice(OUT_OF_DATE)) : replyWith(answer, 'private', interaction);
}

function looked({ verb, codes }: CustomId, { dispatcher }: Answering): Answer | undefined {
  const [code] = codes;
  if (code === undefined) return undefined;
  switch (verb) {
    case 'passage':
      return dispatcher.answer({ command: 'passage', values: { code } });
    case 'cite':
      return dispatcher.answer({ command: 'cite-finding', values: { codes: codes.join(',') } });
    case 'related':
      return dispatcher.answer({ command: 'related', values: { code } });
    case 'plot':
      return dispatcher.answer({ command: 'plot-findings', values: { codes: codes.join(',') } });
    case 'more':
      return dispatcher.answer({ command: 'findings', values: { codes: codes.join(',') } });
    default:
      return undefined;
  }
}

/** A suggestion's value is typed text of ours that asks it. */
function picked({ data }: APIMessageComponentInteraction, { dispatcher }: Answering): Answer | undefined {
  if (data.component_type !== ComponentType.StringSelect) return undefined;
  const [input] = data.values;
  return input === undefined ? undefined : dispatcher.text(input);
}

/** Posts what the user sees, as it stands; from the codes alone where the message's text did not come along. */
function share(interaction: APIMessageComponentInteraction, { codes }: CustomId, answering: Answering): Reply {
  if (!mayPost(interaction)) return reply(notice(NOT_SHARED));
  const sharing = { by: nameOf(interaction), glossary: answering.glossary ?? [] };
  const shown = interaction.message.components ?? [];
  if (shown.some(({ type }) => type === ComponentType.MediaGallery)) {
    const answer = answering.dispatcher.answer({ command: 'plot-findings', values: { codes: codes.join(',') } });
    const drawn = sharedCopy(shown, sharing, picturesOf(answer));
    const plain = sharedCopy(renderAnswer(answer, { audience: 'public', draws: false }).components, sharing);
    return drawn && plain ? replyLater({ drawn, plain }) : reply(notice(OUT_OF_DATE));
  }
  const copy = sharedCopy(shown, sharing);
  if (copy !== undefined) return reply(copy);
  if (codes.length === 0) return reply(notice(OUT_OF_DATE));
  const answer = answering.dispatcher.answer({ command: 'findings', values: { codes: codes.join(',') } });
  if (!isAnswer(answer)) return replyWith(answer, 'private', interaction);
  const anew = sharedCopy(renderAnswer(answer, { audience: 'public' }).components, sharing);
  return anew === undefined ? reply(notice(OUT_OF_DATE)) : reply(anew);
}
