import {
  type APIInteraction,
  ApplicationCommandType,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  InteractionType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { LIMITS } from './limits.js';

// What Marrow reads of what Discord sends, and no more: Discord adds fields, and may.
const snowflake = z.string().regex(/^\d{1,20}$/u);
const user = z.looseObject({ username: z.string(), global_name: z.string().nullish() });

/** Who asks, and whether everybody may see the answer. */
const place = {
  member: z.looseObject({ nick: z.string().nullish(), user: user.optional() }).nullish(),
  user: user.nullish(),
  context: z.number().nullish(),
  app_permissions: z
    .string()
    .regex(/^\d{1,40}$/u)
    .optional(),
  authorizing_integration_owners: z.record(z.string(), z.unknown()).optional(),
};

const typed = z.union([z.string(), z.number(), z.boolean()]);
const option = z.looseObject({ name: z.string(), value: typed.optional(), focused: z.boolean().optional() });
const options = z.array(option).max(LIMITS.commandOptions);

const ChatInput = z.looseObject({
  type: z.literal(ApplicationCommandType.ChatInput),
  name: z.string(),
  options: options.optional(),
});
/** A message that a menu was opened on: what was typed, what it shows. */
const Target = z.looseObject({
  content: z.string().optional(),
  components: z.array(z.looseObject({ type: z.number() })).optional(),
  embeds: z.array(z.looseObject({ title: z.string().nullish(), description: z.string().nullish() })).optional(),
});
const MessageMenu = z.looseObject({
  type: z.literal(ApplicationCommandType.Message),
  name: z.string(),
  target_id: snowflake,
  resolved: z.looseObject({ messages: z.record(snowflake, Target) }),
});
const UserMenu = z.looseObject({ type: z.literal(ApplicationCommandType.User), name: z.string() });

const Completion = z.looseObject({ name: z.string(), options });

const customId = z.string();
const Button = z.looseObject({ component_type: z.literal(ComponentType.Button), custom_id: customId });
const Select = z.looseObject({
  component_type: z.literal(ComponentType.StringSelect),
  custom_id: customId,
  values: z.array(z.string()).max(LIMITS.selectOptions),
});

/** A message of ours as Discord gives it back, with numbers on its components. */
const Shown = z.union([
  z.looseObject({ type: z.literal(ComponentType.TextDisplay), content: z.string() }),
  z.looseObject({
    type: z.literal(ComponentType.ActionRow),
    components: z
      .array(z.looseObject({ type: z.number(), custom_id: customId.optional(), label: z.string().optional() }))
      .max(LIMITS.rowButtons),
  }),
  z.looseObject({
    type: z.number().refine((type) => type !== ComponentType.TextDisplay && type !== ComponentType.ActionRow),
  }),
]);
const message = z.looseObject({ components: z.array(Shown).max(LIMITS.components).optional() });

const field = z.looseObject({ custom_id: customId.optional(), value: z.unknown() });
const Form = z.looseObject({
  custom_id: customId,
  components: z
    .array(
      z.looseObject({ component: field.optional(), components: z.array(field).max(LIMITS.modalComponents).optional() }),
    )
    .max(LIMITS.modalComponents),
});

const Interaction = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal(InteractionType.Ping) }),
  z.looseObject({
    type: z.literal(InteractionType.ApplicationCommand),
    data: z.discriminatedUnion('type', [ChatInput, MessageMenu, UserMenu]),
    ...place,
  }),
  z.looseObject({ type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: Completion, ...place }),
  z.looseObject({
    type: z.literal(InteractionType.MessageComponent),
    data: z.discriminatedUnion('component_type', [Button, Select]),
    message,
    ...place,
  }),
  z.looseObject({ type: z.literal(InteractionType.ModalSubmit), data: Form, ...place }),
]);

const Written = z.looseObject({
  id: snowflake,
  channel_id: snowflake,
  type: z.number(),
  content: z.string(),
  author: z.looseObject({ id: z.string(), bot: z.boolean().optional() }),
});

/** Whether what arrived has every part of an interaction that Marrow reads, each of its type and within limits. */
export function isInteraction(raw: unknown): raw is APIInteraction {
  return Interaction.safeParse(raw).success;
}

/** The same of a message in a channel. */
export function isMessage(raw: unknown): raw is GatewayMessageCreateDispatchData {
  return Written.safeParse(raw).success;
}
