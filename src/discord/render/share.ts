import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { decodeCustomId } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import { inert } from '../neutralize.js';
import type { GlossaryEntry } from '../parts.js';
import { SHARE_ROOM } from './answer.js';
import type { Row } from './buttons.js';
import { type Message, message, type Picture, textDisplay } from './message.js';
import { fill, lines, small } from './part.js';
import { pictureDisplay } from './plot.js';

export interface Sharing {
  readonly by: string;
  readonly glossary: readonly GlossaryEntry[];
}

/** The line of who shared, before the abbreviations get what is left of the room. */
const NAME_ROOM = 120;

/**
 * A public copy of a message of ours: the same text with its labels and its disclaimer, the same buttons but Share,
 * and who shared it. Pictures are painted anew in their places. Undefined where the components hold no text, or other
 * pictures than these.
 */
export function sharedCopy(
  components: readonly APIMessageTopLevelComponent[],
  { by, glossary }: Sharing,
  pictures: readonly Picture[] = [],
): Message | undefined {
  const texts = components.flatMap((each) => (each.type === ComponentType.TextDisplay ? [each.content] : []));
  const galleries = components.filter(({ type }) => type === ComponentType.MediaGallery);
  if (texts.length === 0 || galleries.length !== pictures.length) return undefined;
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const name = inert(by);
  const sharedBy = `Shared by ${name.length > NAME_ROOM - 20 ? 'a member' : name}`;
  const room = Math.min(SHARE_ROOM, LIMITS.text - length) - NAME_ROOM;
  const written = [small(sharedBy), ...texts].join('\n');
  const expansions = fill(expansionParts(written, glossary), room - 10, ' · '.length).texts;
  const footer = lines(small(sharedBy), expansions.length > 0 && small(expansions.join(' · ')));
  const left = [...pictures];
  const body = components.flatMap((each): APIMessageTopLevelComponent[] => {
    if (each.type === ComponentType.TextDisplay) return [textDisplay(each.content)];
    const picture = each.type === ComponentType.MediaGallery ? left.shift() : undefined;
    return picture ? [pictureDisplay(picture)] : [];
  });
  return message([textDisplay(footer), ...body, ...rowsWithoutShare(components)], 'public', [], pictures);
}

/** Abbreviations that occur in a text, in the order of their first use. */
function expansionParts(text: string, glossary: readonly GlossaryEntry[]) {
  return glossary
    .map((entry) => ({ ...entry, at: firstUse(text, entry.term) }))
    .filter(({ at, expansion }) => at >= 0 && !text.includes(expansion))
    .sort((a, b) => a.at - b.at)
    .map(({ term, expansion }) => ({ forms: [`${inert(term)}: ${inert(expansion)}`] as const }));
}

function firstUse(text: string, term: string): number {
  const escaped = term.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return text.search(new RegExp(`(?<![\\p{L}\\p{N}-])${escaped}(?![\\p{L}\\p{N}])`, 'u'));
}

/** Rebuilt rather than copied: Discord numbers the components it returns and adds fields it does not take. */
function rowsWithoutShare(components: readonly APIMessageTopLevelComponent[]): readonly Row[] {
  return components.flatMap((row): Row[] => {
    if (row.type !== ComponentType.ActionRow) return [];
    const buttons = row.components.flatMap((each): Row['components'] => {
      if (each.type !== ComponentType.Button || each.style === ButtonStyle.Premium || each.label === undefined)
        return [];
      if (each.style === ButtonStyle.Link)
        return [{ type: each.type, style: each.style, label: each.label, url: each.url }];
      const verb = decodeCustomId(each.custom_id)?.verb;
      if (verb === undefined || verb === 'share') return [];
      return [{ type: each.type, style: ButtonStyle.Secondary as const, label: each.label, custom_id: each.custom_id }];
    });
    return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: buttons }];
  });
}
