import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import {
  type Answer,
  type Citation,
  type ClaimResult,
  DISCLAIMER,
  type Evidence,
  evidenceOf,
  filesOf,
  isPassage,
  OWN_WORDING,
  plotsIn,
  referencesOf,
} from '../../../commands/answer.js';
import { type LeftOut, PARTS } from '../../ops/observer.js';
import { LIMITS } from '../limits.js';
import { inert } from '../neutralize.js';
import { blockParts, citationLine } from './blocks.js';
import { buttonRows } from './buttons.js';
import { relatedPart } from './evidence.js';
import { type Audience, fileDisplay, type Message, message, textDisplay } from './message.js';
import { counted, type Filled, fill, lines, type Part, small } from './part.js';
import { belowPlots, drawnCodes, pictureDisplay, picturesOf, type Showing } from './plot.js';

/** Kept free so that a shared copy has room for who shared it and what the abbreviations mean. */
export const SHARE_ROOM = 400;
const TEXT = LIMITS.text - SHARE_ROOM;
/** Room for the lines that count what was left out. */
const COUNT_ROOM = 200;
/** Sources beyond this give way to findings; Cite shows them. */
const CITATIONS_ROOM = 1_200;
const HEAD_ROOM = 1_000;
const NOTICES_ABOVE = 3;
const NOTICES_ROOM = 800;
/** Near findings at a glance; the button shows the rest. */
const MOST_RELATED = 3;

const NEAR = '··· near, not an answer ···';

export interface Rendering {
  readonly audience: Audience;
  /** Why the answer is shown as it is, such as privately although it was asked for publicly. */
  readonly note?: string | undefined;
  /** False where files cannot be attached: their text is still shown. */
  readonly attaches?: boolean;
  /** False where pictures cannot be painted or attached: they are drawn in characters. */
  readonly draws?: boolean;
}

/** An answer as a message: whole parts up to the limits, and how many were left out. */
export function renderAnswer(answer: Answer, { audience, note, attaches = true, draws = true }: Rendering): Message {
  const files = attaches ? filesOf(answer) : [];
  const pictures = draws ? picturesOf(answer) : [];
  const head = lines(...headLines(answer), note !== undefined && small(inert(note)));
  const citations = fill(citationParts(answer), CITATIONS_ROOM);
  const notices = lowerNotices(answer);
  const tail = (extra: readonly string[] = []) =>
    lines(...notices.texts, ...extra, ...citations.texts, small(DISCLAIMER));
  const room = TEXT - COUNT_ROOM - head.length - tail().length;
  const main = mainOf(answer, draws, room);
  const near = fill(answer.related.slice(0, MOST_RELATED).map(relatedPart), main.room - NEAR.length - 8);
  const leftOut = leftOutOf(answer, { main, near, notices, citations });
  const components: APIMessageTopLevelComponent[] = [
    textDisplay(head),
    ...pictures.map(pictureDisplay),
    ...displays(main.texts),
    ...near.texts.map((text, at) => textDisplay(at === 0 ? lines(small(NEAR), text) : text)),
    ...files.map(({ name }) => fileDisplay(name)),
    textDisplay(tail([...ownWords(answer, main), ...countLines(leftOut)])),
    ...buttonRows(answer, codesOf(answer, main, near), audience === 'private' && isAnswer(answer)),
  ];
  const uploads = files.map(({ name, mediaType, text }) => ({ name, mediaType, content: text }));
  return { ...message(components, audience, uploads, pictures), leftOut };
}

/** What an answer shows, as much as fits. Where not every panel can be drawn in characters, the figures are said instead. */
function mainOf(answer: Answer, draws: boolean, room: number): Filled {
  const claims = (answer.claims ?? []).map(claimPart);
  if (answer.status !== 'answered' && answer.status !== 'partial') return fill(claims, room);
  const filled = (showing: Showing) => {
    const below = belowPlots(answer.blocks, showing);
    const parts = answer.blocks.flatMap((block, at) => blockParts(block, at === 0 ? answer.headline : '', showing));
    const main = fill([...claims, ...parts, ...below], room);
    return { main, isWhole: main.dropped.length <= below.length };
  };
  if (draws || plotsIn(answer).length === 0) return filled('painted').main;
  const inCharacters = filled('characters');
  return inCharacters.isWhole ? inCharacters.main : filled('words').main;
}

/** Whether there is something that may be shown to others. */
export function isAnswer(answer: Answer): boolean {
  return answer.status === 'answered' || answer.status === 'partial';
}

/** The headline and the first notices; what else there is to notice stands below the answer. */
function headLines(answer: Answer): readonly string[] {
  const headline = inert(answer.headline);
  const isTooLong = !isAnswer(answer) && headline.length > HEAD_ROOM;
  return [
    `### ${isTooLong ? 'Nothing in the evidence answers this: the question is too long to repeat.' : headline}`,
    ...noticeLines(answer).slice(0, NOTICES_ABOVE),
    ...(answer.status === 'error' ? [small(`Reference: ${inert(answer.reference)}`)] : []),
  ];
}

function noticeLines(answer: Answer): readonly string[] {
  return answer.notices.map((notice) => (isAnswer(answer) ? `⚠ ${inert(notice)}` : inert(notice)));
}

/** The notices below the answer, as many as fit. */
function lowerNotices(answer: Answer): Filled {
  const parts = noticeLines(answer)
    .slice(NOTICES_ABOVE)
    .map((line): Part => ({ forms: [line] }));
  return fill(parts, NOTICES_ROOM);
}

/** A claim below its verdict, so that no markup of ours stands beside what was typed; one too long to repeat keeps its number. */
function claimPart({ text, verdict, differs, notes }: ClaimResult, at: number): Part {
  const named = differs.length > 0 ? ` (differs in: ${differs.join(', ')})` : '';
  const verdictLine = `**${at + 1} · ${verdict}**${named}`;
  const why = notes.map((note) => small(inert(note)));
  return { forms: [lines(verdictLine, `“${inert(text)}”`, why), lines(verdictLine, why), verdictLine] };
}

/** Neighbors share a text display where they are lines of one list, so that the number of components stays small. */
function displays(texts: readonly string[]): readonly APIMessageTopLevelComponent[] {
  const groups: string[][] = [];
  for (const text of texts) {
    const last = groups.at(-1);
    if (last !== undefined && !text.includes('\n') && !last.at(-1)?.includes('\n')) last.push(text);
    else groups.push([text]);
  }
  const most = LIMITS.components / 2;
  const kept = groups.slice(0, most).map((group) => group.join('\n'));
  const rest = groups.slice(most).flat();
  return [...kept, ...(rest.length === 0 ? [] : [rest.join('\n')])].map(textDisplay);
}

function citationParts(answer: Answer): readonly Part[] {
  const numbers = new Set(referencesOf(answer).map(({ number }) => number));
  const labels = labelsOf(answer);
  return answer.citations
    .filter(({ number }) => !numbers.has(number))
    .map((citation: Citation) => ({ forms: [citationLine(citation, labels.get(citation.number))] }));
}

/** The short names of sources, where the answer has them. */
function labelsOf(answer: Answer): ReadonlyMap<number, string> {
  const shown =
    'blocks' in answer
      ? answer.blocks.flatMap((block) => (block.type === 'findings' || block.type === 'plot' ? block.evidence : []))
      : [];
  return new Map([...shown, ...answer.related].map(({ source }) => [source.number, source.label]));
}

/** Facts and tables say findings without their passages; where none stands below them, the label does. */
function ownWords(answer: Answer, main: Filled): readonly string[] {
  const isWithout = evidenceOf(answer).length > 0 && main.shown.every(({ code }) => code === undefined);
  return isWithout ? [small(`**${OWN_WORDING}**`)] : [];
}

interface Filling {
  readonly main: Filled;
  readonly near: Filled;
  readonly notices: Filled;
  readonly citations: Filled;
}

function leftOutOf(answer: Answer, { main, near, notices, citations }: Filling): LeftOut {
  const finding = main.dropped.filter(({ code }) => code !== undefined).length;
  return {
    finding,
    line: main.dropped.length - finding,
    near: answer.related.length - near.shown.length,
    notice: notices.dropped.length,
    source: citations.dropped.length,
  };
}

const NAMES: Readonly<Record<keyof LeftOut, readonly [string, string]>> = {
  finding: ['finding', 'findings'],
  line: ['line', 'lines'],
  near: ['near entry', 'near entries'],
  notice: ['notice', 'notices'],
  source: ['source', 'sources'],
};

function countLines(leftOut: LeftOut): readonly string[] {
  const left = PARTS.filter((part) => leftOut[part] > 0).map((part) => counted(leftOut[part], ...NAMES[part]));
  return left.length === 0 ? [] : [small(`Left out for length: ${left.join(', ')}`)];
}

function codesOf(answer: Answer, main: Filled, near: Filled) {
  const codes = (parts: readonly Part[]) => parts.flatMap(({ code }) => (code === undefined ? [] : [code]));
  const more = answer.status === 'answered' || answer.status === 'partial' ? answer.more : [];
  const drawn = isAnswer(answer) && 'blocks' in answer ? answer.blocks.flatMap(drawnCodes) : [];
  const shown = [...new Set([...drawn, ...codes(main.shown)])];
  const lead = shown[0] ?? evidenceOf(answer)[0]?.code;
  const unseen = answer.related.filter((entry): entry is Evidence => !isPassage(entry)).map(({ code }) => code);
  return {
    lead,
    shown,
    link: evidenceOf(answer).find(({ code }) => code === lead)?.link,
    more: [...new Set([...codes(main.dropped), ...more])].filter((code) => !shown.includes(code)),
    near: [...new Set([...codes(near.shown), ...unseen])],
  };
}
