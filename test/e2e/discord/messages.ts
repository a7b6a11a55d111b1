import type { APIUser } from 'discord-api-types/v10';
import { COMPONENT, isSelect } from './component-rules.js';
import { type Dict, dict, isDict, isText, list, number } from './json.js';
import { FLAGS } from './limits.js';
import type { UploadedFile } from './request-body.js';
import type { Scene } from './world.js';

export interface ShownAttachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly description: string | undefined;
  readonly bytes: Buffer;
  readonly url: string;
}

/** A button of a message, as a user finds it. */
export interface ShownButton {
  readonly label: string | undefined;
  readonly customId: string | undefined;
  readonly url: string | undefined;
  readonly disabled: boolean;
}

export interface ShownSelect {
  readonly customId: string;
  readonly placeholder: string | undefined;
  readonly options: readonly { readonly label: string; readonly value: string; readonly description?: string }[];
}

export interface MessageOrigin {
  readonly id: string;
  readonly author: APIUser;
  readonly scene: Scene;
  readonly at: number;
  readonly flags: number;
  /** The interaction whose token may change the message. */
  readonly token?: string;
  readonly metadata?: Dict;
  readonly repliesTo?: Message;
  readonly applicationId?: string;
}

/** A message as the server keeps it and a user sees it. */
export class Message {
  readonly id: string;
  readonly author: APIUser;
  readonly scene: Scene;
  readonly token: string | undefined;
  readonly repliesTo: Message | undefined;
  content = '';
  /** By which a bot says that it may have sent the message before. */
  nonce: string | undefined;
  components: readonly Dict[] = [];
  embeds: readonly Dict[] = [];
  attachments: readonly ShownAttachment[] = [];
  flags: number;
  deleted = false;
  edits = 0;
  #editedAt: number | undefined;
  readonly #origin: MessageOrigin;

  constructor(origin: MessageOrigin) {
    this.#origin = origin;
    this.id = origin.id;
    this.author = origin.author;
    this.scene = origin.scene;
    this.token = origin.token;
    this.repliesTo = origin.repliesTo;
    this.flags = origin.flags;
  }

  /** Only the user who asked sees it. */
  get ephemeral(): boolean {
    return (this.flags & FLAGS.ephemeral) !== 0;
  }

  /** "Marrow is thinking…" */
  get loading(): boolean {
    return (this.flags & FLAGS.loading) !== 0;
  }

  get componentsV2(): boolean {
    return (this.flags & FLAGS.componentsV2) !== 0;
  }

  /** Everything that is written in it, content and text displays, in reading order. */
  get text(): string {
    const texts = this.#all().flatMap(({ type, content }) =>
      type === COMPONENT.textDisplay && isText(content) ? [content] : [],
    );
    return [...(this.content === '' ? [] : [this.content]), ...texts].join('\n');
  }

  get buttons(): readonly ShownButton[] {
    return this.#all()
      .filter(({ type }) => type === COMPONENT.button)
      .map(({ label, custom_id: customId, url, disabled }) => ({
        label: isText(label) ? label : undefined,
        customId: isText(customId) ? customId : undefined,
        url: isText(url) ? url : undefined,
        disabled: disabled === true,
      }));
  }

  get selects(): readonly ShownSelect[] {
    return this.#all()
      .filter(({ type }) => isSelect(type))
      .map((select) => ({
        customId: String(select.custom_id),
        placeholder: isText(select.placeholder) ? select.placeholder : undefined,
        options: list(select.options).map((value) => {
          const { label, value: id, description } = dict(value);
          const option = { label: String(label), value: String(id) };
          return isText(description) ? { ...option, description } : option;
        }),
      }));
  }

  /** Writes a checked body into the message; keys that are absent stay as they are. */
  write(body: Dict, attachments: readonly ShownAttachment[], at?: number): void {
    this.flags &= ~FLAGS.loading;
    this.flags |= number(body.flags, 0) & (FLAGS.componentsV2 | FLAGS.suppressEmbeds | FLAGS.suppressNotifications);
    if ('content' in body) this.content = isText(body.content) ? body.content : '';
    if ('embeds' in body) this.embeds = list(body.embeds).filter(isDict);
    const kept = Array.isArray(body.attachments)
      ? this.attachments.filter(({ id }) => list(body.attachments).some((each) => String(dict(each).id) === id))
      : this.attachments;
    this.attachments = [...kept, ...attachments];
    if ('components' in body) this.components = shownComponents(list(body.components), this.attachments);
    if (at !== undefined) {
      this.#editedAt = at;
      this.edits += 1;
    }
  }

  /** The message in the form of Discord's API. */
  toApi(): Dict {
    const { author, metadata, applicationId, at } = this.#origin;
    const { channel } = this.scene;
    return {
      id: this.id,
      type: metadata === undefined ? (this.repliesTo === undefined ? 0 : 19) : number(metadata.type, 2) === 2 ? 20 : 0,
      channel_id: channel.id,
      author,
      content: this.content,
      timestamp: new Date(at).toISOString(),
      edited_timestamp: this.#editedAt === undefined ? null : new Date(this.#editedAt).toISOString(),
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      pinned: false,
      flags: this.flags,
      embeds: this.embeds,
      components: this.components,
      attachments: this.attachments.map(({ id, name, contentType, description, bytes, url }) => ({
        id,
        filename: name,
        content_type: contentType,
        ...(description === undefined ? {} : { description }),
        size: bytes.length,
        url,
        proxy_url: url,
      })),
      ...(applicationId === undefined ? {} : { application_id: applicationId, webhook_id: applicationId }),
      ...(metadata === undefined ? {} : { interaction_metadata: metadata }),
      ...(this.repliesTo === undefined
        ? {}
        : {
            message_reference: {
              type: 0,
              message_id: this.repliesTo.id,
              channel_id: channel.id,
              ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
            },
          }),
    };
  }

  #all(): Dict[] {
    return this.components.flatMap((component) => flatten(component));
  }
}

/** Turns uploaded files into attachments of a message. */
export function attach(
  files: readonly UploadedFile[],
  body: Dict,
  channelId: string,
  nextId: () => string,
): ShownAttachment[] {
  return files.map(({ index, name, contentType, bytes }) => {
    const entry = dict(list(body.attachments).find((each) => String(dict(each).id) === String(index)));
    const id = nextId();
    return {
      id,
      name,
      contentType,
      description: isText(entry.description) ? entry.description : undefined,
      bytes,
      url: `https://cdn.discordapp.invalid/attachments/${channelId}/${id}/${name}`,
    };
  });
}

function flatten(component: Dict): Dict[] {
  const accessory = isDict(component.accessory) ? flatten(component.accessory) : [];
  return [component, ...list(component.components).filter(isDict).flatMap(flatten), ...accessory];
}

/** Numbers components and resolves attachments, as Discord does before it shows a message. */
function shownComponents(components: readonly unknown[], attachments: readonly ShownAttachment[]): Dict[] {
  const copies = structuredClone(components).filter(isDict);
  const taken = new Set(copies.flatMap(flatten).map(({ id }) => id));
  let next = 1;
  for (const component of copies.flatMap(flatten)) {
    if (typeof component.id !== 'number' || component.id === 0) {
      while (taken.has(next)) next += 1;
      component.id = next;
      next += 1;
    }
    resolve(component.media, attachments);
    resolve(component.file, attachments);
    for (const item of list(component.items)) resolve(dict(item).media, attachments);
  }
  return copies;
}

function resolve(media: unknown, attachments: readonly ShownAttachment[]): void {
  if (!isDict(media) || !isText(media.url) || !media.url.startsWith('attachment://')) return;
  const name = decodeURIComponent(media.url.slice('attachment://'.length));
  const attachment = attachments.find((each) => each.name === name);
  if (attachment === undefined) return;
  media.url = attachment.url;
  media.attachment_id = attachment.id;
}
