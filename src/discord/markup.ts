import { ComponentType } from 'discord-api-types/v10';

const MENTION = /<(?:@[!&]?|#)\d{1,20}>/gu;
const EMOJI = /<a?:\w{1,40}:\d{1,20}>/gu;

/** A text in a section in a container; Discord goes no deeper. */
const COMPONENT_LEVELS = 3;

/** A message's text without Discord's own markup: mentions and custom emoji are no part of a question. */
export function withoutMarkup(content: string): string {
  return content
    .replace(MENTION, ' ')
    .replace(EMOJI, ' ')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}

/** A message as it comes with an interaction, as far as its text goes. */
interface Textual {
  readonly content?: string;
  readonly components?: readonly object[];
  readonly embeds?: readonly { readonly title?: string | null; readonly description?: string | null }[];
}

/** The text of a message: what was typed, else what stands in its components (our own cards do) or embeds. */
export function textOfMessage(message: Textual | undefined): string {
  const typed = withoutMarkup(message?.content ?? '');
  if (typed !== '') return typed;
  const shown = (message?.components ?? []).flatMap((each) => displayed(each, COMPONENT_LEVELS)).join('\n');
  if (shown.trim() !== '') return withoutMarkup(statements(shown));
  const embedded = (message?.embeds ?? []).flatMap(({ title, description }) => [title ?? '', description ?? '']);
  return withoutMarkup(embedded.join('\n'));
}

/** The texts of a component and of those inside it, so many levels down. */
function displayed(component: unknown, levels: number): readonly string[] {
  if (typeof component !== 'object' || component === null || !('type' in component)) return [];
  if (component.type === ComponentType.TextDisplay && 'content' in component)
    return typeof component.content === 'string' ? [component.content] : [];
  return levels > 1 && 'components' in component && Array.isArray(component.components)
    ? component.components.flatMap((each) => displayed(each, levels - 1))
    : [];
}

/** Of a card of ours, what it says: not its small print, passages, warnings and references. */
function statements(card: string): string {
  return card
    .split('\n')
    .filter((line) => !/^(?:-#|>|⚠|\[\d+\])/u.test(line.trim()))
    .map((line) =>
      line
        .replace(/^#+\s*/u, '')
        .replace(/\*\*/gu, '')
        .replace(/\\([^0-9A-Za-z\s])/gu, '$1')
        .replaceAll('\u200B', ''),
    )
    .join('\n');
}
