import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { Answer } from '../../../commands/answer.js';
import { encodeCustomId, roomForCodes, type Verb } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import { plainLine } from '../neutralize.js';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What the buttons of an answer are about, by item code. */
export interface ButtonCodes {
  /** What the answer rests on first. */
  readonly lead: string | undefined;
  /** Findings that are shown, in order. */
  readonly shown: readonly string[];
  /** Findings that answer as well and are not shown. */
  readonly more: readonly string[];
  /** Where the first finding's source can be read, opened at the passage. */
  readonly link: string | undefined;
  /** What is near and does not answer. */
  readonly near: readonly string[];
}

/** Rows of buttons, and a select of what to try instead. */
export function buttonRows(answer: Answer, codes: ButtonCodes, share: boolean): readonly Row[] {
  const { lead } = codes;
  const main = [
    share && button('share', 'Share', codes.shown.length > 0 || lead === undefined ? codes.shown : [lead]),
    lead !== undefined && answer.command !== 'passage' && button('passage', 'Passage', [lead]),
    lead !== undefined &&
      !answer.command.startsWith('cite') &&
      button('cite', 'Cite', codes.shown.length > 0 ? codes.shown : [lead]),
    codes.more.length > 0 && button('more', `More (${reach(codes.more.length)})`, codes.more),
    codes.more.length === 0 &&
      lead === undefined &&
      codes.near.length > 0 &&
      button('more', `Show nearest (${reach(codes.near.length)})`, codes.near),
    lead !== undefined && answer.command !== 'related' && button('related', 'Related', [lead]),
  ];
  const plottable = 'plottable' in answer ? answer.plottable : undefined;
  const ask = [
    plottable !== undefined && button('plot', 'Plot', plottable),
    lead !== undefined && button('ask', 'Ask a follow-up', [lead]),
    linkButton(codes.link),
  ];
  return [...row(main), ...row(ask), ...suggestionRow(answer)];
}

/** How many there are; where a button cannot carry them all, how many it leads to. */
function reach(count: number): string {
  const most = roomForCodes('more');
  return count > most ? `${most} of ${count}` : String(count);
}

function button(verb: Verb, label: string, codes: readonly string[]): APIComponentInMessageActionRow {
  const style = verb === 'share' ? ButtonStyle.Primary : ButtonStyle.Secondary;
  const custom_id = encodeCustomId({ verb, codes: codes.slice(0, roomForCodes(verb)) });
  return { type: ComponentType.Button, style, label, custom_id };
}

/** Leads out of Discord to the passage itself; an address that Discord would not take is left out. */
function linkButton(url: string | undefined): APIComponentInMessageActionRow | false {
  if (url === undefined || url.length > LIMITS.buttonUrl || !url.startsWith('https://')) return false;
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: 'Open at the passage', url };
}

function row(buttons: readonly (APIComponentInMessageActionRow | false)[]): readonly Row[] {
  const components = buttons.filter((each) => each !== false).slice(0, LIMITS.rowButtons);
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}

/** A suggestion that does not fit whole is left out: cut, it would ask something else. */
function suggestionRow({ status, suggestions }: Answer): readonly Row[] {
  const fits = (text: string) => text.trim() !== '' && text.length <= LIMITS.selectText;
  const offered = suggestions
    .map(({ label, input }) => ({ label: plainLine(label), value: input }))
    .filter(({ label, value }) => fits(label) && fits(value));
  const options = [...new Map(offered.map((option) => [option.value, option])).values()].slice(0, LIMITS.selectOptions);
  if (options.length === 0) return [];
  const isMiss = status === 'no-evidence' || status === 'invalid';
  const placeholder = isMiss ? 'Did you mean…' : 'Look up next…';
  const custom_id = encodeCustomId({ verb: 'pick', codes: [] });
  return [
    {
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.StringSelect, custom_id, placeholder, options }],
    },
  ];
}
