import { ApplicationCommandType, ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';

/** What Discord accepts, as its documentation states it. */
export const LIMITS = {
  components: 40,
  text: 4_000,
  customId: 100,
  rowButtons: 5,
  buttonLabel: 80,
  selectOptions: 25,
  selectText: 100,
  selectPlaceholder: 150,
  choices: 25,
  choiceText: 100,
  modalTitle: 45,
  modalComponents: 5,
  modalLabel: 45,
  modalDescription: 100,
  inputText: 4_000,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  commandCharacters: 8_000,
  optionLength: 6_000,
  chatCommands: 100,
  menuCommands: 15,
  nonce: 25,
  files: 10,
  galleryItems: 10,
  altText: 1_024,
  fileBytes: 10 * 1024 * 1024,
  buttonUrl: 512,
  /** An interaction has to be answered within this time. */
  answerMs: 3_000,
} as const;

/** A payload that Discord would refuse: a bug of ours, found before it is sent. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
}

/**
 * Hands a payload on if it is within the limits.
 * @throws PayloadError naming each fault.
 */
export function checked<T>(schema: z.ZodType, payload: T): T {
  const result = schema.safeParse(payload);
  if (result.success) return payload;
  throw new PayloadError(z.prettifyError(result.error));
}

const text = (most: number) => z.string().max(most).regex(/\S/u, 'needs a visible character');
const customId = z.string().min(1).max(LIMITS.customId);

const TextDisplay = z.strictObject({ type: z.literal(ComponentType.TextDisplay), content: text(LIMITS.text) });
const Separator = z.strictObject({ type: z.literal(ComponentType.Separator) });
const File = z.strictObject({
  type: z.literal(ComponentType.File),
  file: z.strictObject({ url: z.string().regex(/^attachment:\/\/[\w.-]+$/u, 'shows an upload by its plain name') }),
});
const Gallery = z.strictObject({
  type: z.literal(ComponentType.MediaGallery),
  items: z
    .array(
      z.strictObject({
        media: z.strictObject({
          url: z.string().regex(/^attachment:\/\/[\w.-]+$/u, 'shows an upload by its plain name'),
        }),
        description: text(LIMITS.altText),
      }),
    )
    .min(1)
    .max(LIMITS.galleryItems),
});
const ActionButton = z.strictObject({
  type: z.literal(ComponentType.Button),
  style: z.union([z.literal(ButtonStyle.Primary), z.literal(ButtonStyle.Secondary)]),
  label: text(LIMITS.buttonLabel),
  custom_id: customId,
});
const LinkButton = z.strictObject({
  type: z.literal(ComponentType.Button),
  style: z.literal(ButtonStyle.Link),
  label: text(LIMITS.buttonLabel),
  url: z
    .string()
    .max(LIMITS.buttonUrl)
    .regex(/^https:\/\//u, 'leads to an https address'),
});
const Button = z.union([ActionButton, LinkButton]);
const Select = z.strictObject({
  type: z.literal(ComponentType.StringSelect),
  custom_id: customId,
  placeholder: text(LIMITS.selectPlaceholder),
  options: z
    .array(z.strictObject({ label: text(LIMITS.selectText), value: text(LIMITS.selectText) }))
    .min(1)
    .max(LIMITS.selectOptions)
    .refine((options) => isUnique(options.map(({ value }) => value)), 'option values occur twice'),
});
const ActionRow = z.strictObject({
  type: z.literal(ComponentType.ActionRow),
  components: z.union([z.array(Button).min(1).max(LIMITS.rowButtons), z.tuple([Select])]),
});
const Component = z.discriminatedUnion('type', [TextDisplay, Separator, File, Gallery, ActionRow]);

const components = z
  .array(Component)
  .min(1)
  .superRefine((list, context) => {
    const nested = list.flatMap((each) => (each.type === ComponentType.ActionRow ? [...each.components] : []));
    const count = list.length + nested.length;
    if (count > LIMITS.components)
      fault(context, `${count} components with nested ones, the limit is ${LIMITS.components}`);
    const length = list.reduce(
      (sum, each) => sum + (each.type === ComponentType.TextDisplay ? each.content.length : 0),
      0,
    );
    if (length > LIMITS.text) fault(context, `${length} characters over all texts, the limit is ${LIMITS.text}`);
    const ids = nested.flatMap((each) => ('custom_id' in each ? [each.custom_id] : []));
    if (!isUnique(ids)) fault(context, 'a custom_id occurs twice');
  });

const message = {
  flags: z.literal([MessageFlags.IsComponentsV2, MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral]),
  components,
  allowed_mentions: z.strictObject({ parse: z.tuple([]) }),
};
/** A message that answers an interaction. Content and embeds cannot stand beside Components V2. */
export const MessagePayload = z.strictObject(message);

/** What takes the place of a deferral, which has fixed who sees it; attachments that are not listed go. */
export const EditPayload = z.strictObject({
  ...message,
  flags: z.literal(MessageFlags.IsComponentsV2),
  attachments: z.array(z.strictObject({ id: z.string().regex(/^\d+$/u), filename: z.string() })).max(LIMITS.files),
});

/** The files of a message: each is shown by a component, and each that is shown is there. */
export const UploadsPayload = z
  .strictObject({
    shown: z.array(z.string()),
    files: z
      .array(
        z.strictObject({ name: z.string().regex(/^[\w.-]{1,100}$/u), bytes: z.int().min(1).max(LIMITS.fileBytes) }),
      )
      .max(LIMITS.files),
  })
  .superRefine(({ shown, files }, context) => {
    const names = files.map(({ name }) => name);
    if (!isUnique(names)) fault(context, 'two files have the same name');
    for (const name of names) if (!shown.includes(name)) fault(context, `no component shows ${name}`);
    for (const name of shown) if (!names.includes(name)) fault(context, `${name} is shown and not there`);
  });

const snowflake = z.string().regex(/^\d{17,20}$/u);
/** A message in a channel, in reply to one. */
export const ReplyPayload = z.strictObject({
  ...message,
  flags: z.literal(MessageFlags.IsComponentsV2),
  allowed_mentions: z.strictObject({ parse: z.tuple([]), replied_user: z.literal(false) }),
  message_reference: z.strictObject({ message_id: snowflake, fail_if_not_exists: z.literal(false) }),
  nonce: z.string().min(1).max(LIMITS.nonce),
  enforce_nonce: z.literal(true),
});

export const ChoicesPayload = z.strictObject({
  choices: z
    .array(z.strictObject({ name: text(LIMITS.choiceText), value: text(LIMITS.choiceText) }))
    .max(LIMITS.choices),
});

export const ModalPayload = z.strictObject({
  custom_id: customId,
  title: text(LIMITS.modalTitle),
  components: z
    .array(
      z.strictObject({
        type: z.literal(ComponentType.Label),
        label: text(LIMITS.modalLabel),
        description: text(LIMITS.modalDescription).optional(),
        component: z.strictObject({
          type: z.literal(ComponentType.TextInput),
          custom_id: customId,
          style: z.literal([1, 2]),
          required: z.boolean(),
          min_length: z.int().min(0).max(LIMITS.inputText),
          max_length: z.int().min(1).max(LIMITS.inputText),
        }),
      }),
    )
    .min(1)
    .max(LIMITS.modalComponents),
});

const name = z.string().regex(/^[-_\p{Ll}\p{N}]{1,32}$/u, 'a name has 1 to 32 lower-case letters, digits, "-" or "_"');
const description = text(LIMITS.commandDescription);
const where = {
  contexts: z.array(z.int().min(0).max(2)).optional(),
  integration_types: z.array(z.int().min(0).max(1)).optional(),
};

const Option = z
  .strictObject({
    type: z.literal(3),
    name,
    description,
    required: z.boolean(),
    autocomplete: z.boolean().optional(),
    max_length: z.int().min(1).max(LIMITS.optionLength).optional(),
    choices: z
      .array(z.strictObject({ name: text(LIMITS.choiceText), value: text(LIMITS.choiceText) }))
      .max(LIMITS.choices)
      .optional(),
  })
  .refine((option) => !(option.autocomplete && option.choices), 'choices or autocomplete, not both');

const SlashCommand = z
  .strictObject({
    type: z.literal(ApplicationCommandType.ChatInput),
    name,
    description,
    options: z.array(Option).max(LIMITS.commandOptions),
    ...where,
  })
  .superRefine((command, context) => {
    if (!isUnique(command.options.map((option) => option.name))) fault(context, 'an option occurs twice');
    const firstOptional = command.options.findIndex((option) => !option.required);
    if (firstOptional >= 0 && command.options.slice(firstOptional).some((option) => option.required)) {
      fault(context, 'a required option comes after an optional one');
    }
    const characters = charactersOf(command);
    if (characters > LIMITS.commandCharacters)
      fault(context, `${characters} characters, the limit is ${LIMITS.commandCharacters}`);
  });
const MenuCommand = z.strictObject({
  type: z.literal(ApplicationCommandType.Message),
  name: text(LIMITS.commandName),
  ...where,
});

/** The body of a bulk overwrite. */
export const CommandsPayload = z
  .array(z.discriminatedUnion('type', [SlashCommand, MenuCommand]))
  .superRefine((commands, context) => {
    const ofType = (type: ApplicationCommandType) => commands.filter((command) => command.type === type);
    const slash = ofType(ApplicationCommandType.ChatInput);
    const menu = ofType(ApplicationCommandType.Message);
    if (slash.length > LIMITS.chatCommands)
      fault(context, `${slash.length} slash commands, the limit is ${LIMITS.chatCommands}`);
    if (menu.length > LIMITS.menuCommands)
      fault(context, `${menu.length} message commands, the limit is ${LIMITS.menuCommands}`);
    if (![slash, menu].every((list) => isUnique(list.map((each) => each.name))))
      fault(context, 'a command occurs twice');
  });

function charactersOf(command: z.infer<typeof SlashCommand>): number {
  const texts = command.options.flatMap((option) => [
    option.name,
    option.description,
    ...(option.choices ?? []).flatMap((choice) => [choice.name, choice.value]),
  ]);
  return [command.name, command.description, ...texts].reduce((sum, each) => sum + each.length, 0);
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function fault(context: z.RefinementCtx, message: string): void {
  context.addIssue({ code: 'custom', message });
}
