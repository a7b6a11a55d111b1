import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { checked, MessagePayload } from '../limits.js';

/** A message as every answer of ours is sent: Components V2, pinging nobody. */
export interface Message {
  readonly flags: number;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: [] };
}

export type Audience = 'private' | 'public';

/**
 * Puts a message together.
 * @throws PayloadError where it is not within Discord's limits.
 */
export function message(components: readonly APIMessageTopLevelComponent[], audience: Audience): Message {
  const ephemeral = audience === 'private' ? MessageFlags.Ephemeral : 0;
  const flags = MessageFlags.IsComponentsV2 | ephemeral;
  return checked(MessagePayload, { flags, components: [...components], allowed_mentions: { parse: [] } });
}

export function textDisplay(content: string): APIMessageTopLevelComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A short message to the one who acted. */
export function notice(text: string): Message {
  return message([textDisplay(text)], 'private');
}
