import { type APIInteraction, InteractionType } from 'discord-api-types/v10';
import { z } from 'zod';

const snowflake = z.string().regex(/^\d{1,20}$/u);

/** What has to be right about an interaction before it can be answered at all, be it with an apology. */
const Frame = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal(InteractionType.Ping) }),
  z.looseObject({
    id: snowflake,
    application_id: snowflake,
    token: z.string().min(1),
    type: z.literal([
      InteractionType.ApplicationCommand,
      InteractionType.ApplicationCommandAutocomplete,
      InteractionType.MessageComponent,
      InteractionType.ModalSubmit,
    ]),
    data: z.looseObject({}),
  }),
]);

/** Something that has the frame of an interaction; undefined for anything else. What is inside is not looked at. */
export function readInteraction(raw: unknown): APIInteraction | undefined {
  return Frame.safeParse(raw).success ? (raw as APIInteraction) : undefined;
}

/** The interaction in the text of a body; undefined where there is none. */
export function parseInteraction(body: Buffer): APIInteraction | undefined {
  try {
    return readInteraction(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}
