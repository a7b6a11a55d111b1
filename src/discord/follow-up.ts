import {
  type APIModalInteractionResponse,
  ComponentType,
  InteractionResponseType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { encodeCustomId } from './custom-id.js';
import { checked, ModalPayload } from './limits.js';

export const FOLLOW_UP_FIELD = 'question';
/** Long enough for a question, short enough for a line of a phone's keyboard. */
const LONGEST = 300;

/** A form for a question that keeps what the answer was about; the code names the finding it goes on from. */
export function followUpForm(code: string): APIModalInteractionResponse {
  const data = checked(ModalPayload, {
    custom_id: encodeCustomId({ verb: 'follow', codes: [code] }),
    title: 'Ask a follow-up',
    components: [
      {
        type: ComponentType.Label as const,
        label: 'Your question',
        description: 'Drug, arm and population stay unless you name others: "and event-free survival?"',
        component: {
          type: ComponentType.TextInput as const,
          custom_id: FOLLOW_UP_FIELD,
          style: TextInputStyle.Short,
          required: true,
          min_length: 1,
          max_length: LONGEST,
        },
      },
    ],
  });
  return { type: InteractionResponseType.Modal, data };
}
