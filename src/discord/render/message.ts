import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { Plot } from '../../../commands/answer.js';
import type { LeftOut } from '../../ops/observer.js';
import { checked, MessagePayload, UploadsPayload } from '../limits.js';

/** A file that goes out with a message; a component of the message shows it by its name. */
export interface Upload {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

/** A file that is still to be painted. */
export interface Picture {
  readonly name: string;
  readonly plot: Plot;
}

/**
 * A message as every answer of ours is sent: Components V2, pinging nobody. Its files travel beside the JSON; what did
 * not fit is for those who count.
 */
export interface Message {
  readonly flags: number;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: [] };
  readonly files?: readonly Upload[];
  /** Painted at the edge, they are files like others. */
  readonly pictures?: readonly Picture[];
  readonly leftOut?: LeftOut;
}

export type Audience = 'private' | 'public';

/**
 * Puts a message together.
 * @throws PayloadError where it is not within Discord's limits.
 */
export function message(
  components: readonly APIMessageTopLevelComponent[],
  audience: Audience,
  files: readonly Upload[] = [],
  pictures: readonly Picture[] = [],
): Message {
  const ephemeral = audience === 'private' ? MessageFlags.Ephemeral : 0;
  const flags = MessageFlags.IsComponentsV2 | ephemeral;
  const body: Message = { flags, components: [...components], allowed_mentions: { parse: [] } };
  checked(MessagePayload, body);
  const shown = components.flatMap(filesShownBy);
  const there = files.map(({ name, content }) => ({ name, bytes: sizeOf(content) }));
  checked(UploadsPayload, { shown, files: [...there, ...pictures.map(({ name }) => ({ name, bytes: 1 }))] });
  return { ...body, ...(files.length === 0 ? {} : { files }), ...(pictures.length === 0 ? {} : { pictures }) };
}

/** The names of uploads that a component shows. */
function filesShownBy(component: APIMessageTopLevelComponent): readonly string[] {
  if (component.type === ComponentType.File) return [component.file.url.slice(ATTACHED.length)];
  if (component.type !== ComponentType.MediaGallery) return [];
  return component.items.map(({ media }) => media.url.slice(ATTACHED.length));
}

const ATTACHED = 'attachment://';

const sizeOf = (content: string | Uint8Array): number =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;

/** A file of the message as users see it: its name and size, to download. */
export function fileDisplay(name: string): APIMessageTopLevelComponent {
  return { type: ComponentType.File, file: { url: `${ATTACHED}${name}` } };
}

/** A picture of the message by itself, so that Discord crops nothing, and the picture in words. */
export function gallery(name: string, description: string): APIMessageTopLevelComponent {
  return { type: ComponentType.MediaGallery, items: [{ media: { url: `${ATTACHED}${name}` }, description }] };
}

export function textDisplay(content: string): APIMessageTopLevelComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A short message to the one who acted. */
export function notice(text: string): Message {
  return message([textDisplay(text)], 'private');
}
