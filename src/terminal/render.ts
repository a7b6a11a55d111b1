import {
  type Answer,
  type Block,
  type Citation,
  type CitedFinding,
  type ClaimResult,
  DISCLAIMER,
  type Evidence,
  type Fact,
  type Figure,
  filesOf,
  isPassage,
  OWN_WORDING,
  type Passage,
  referencesOf,
} from '../../commands/answer.js';
import { drawCharacters } from '../pictures/characters.js';
import { plainLine } from './plain.js';
import { type Paragraph, type Setting, type Span, setParagraph, widthOf } from './wrap.js';

const NEAR = '··· near, not an answer ···';
const INDENT = '    ';
const NARROWEST = 20;
const DOT: Span = { text: ' · ', style: 'dim' };

/** Paragraphs that stand together; a blank line goes between groups. */
type Group = readonly Paragraph[];

/** An answer as text for a terminal, wrapped to the width; whole, and inert whatever it repeats. */
export function render(answer: Answer, { width, color }: Setting): string {
  const setting = { width: Math.max(NARROWEST, width), color };
  return groupsOf(answer, setting.width)
    .filter((group) => group.length > 0)
    .map((group) => group.flatMap((paragraph) => setParagraph(paragraph, setting)).join('\n'))
    .join('\n\n');
}

function groupsOf(answer: Answer, width: number): readonly Group[] {
  const headline = [flush({ text: answer.headline, style: 'bold' })];
  const notices = answer.notices.map((text) => flush({ text }));
  const claims = (answer.claims ?? []).map(claimGroup);
  const related: readonly Group[] = [
    ...(answer.related.length > 0 ? [[flush({ text: NEAR, style: 'dim' })]] : []),
    ...answer.related.map(nearGroup),
  ];
  const suggestions = answer.suggestions.map(({ label, input }) =>
    hanging('→ ', { text: input, style: 'bold' }, ...(label === input ? [] : [{ text: ` ${label}` }])),
  );
  const citations = unlisted(answer).map(citation);
  const disclaimer = [flush({ text: DISCLAIMER, style: 'dim' })];
  switch (answer.status) {
    case 'answered':
    case 'partial': {
      const blocks = answer.blocks.flatMap((block, at) => blockGroups(block, at === 0 ? answer.headline : '', width));
      const more = answer.more.length > 0 ? [flush({ text: countMore(answer.more.length) })] : [];
      return [headline, ...claims, ...blocks, more, notices, ...related, suggestions, citations, disclaimer];
    }
    case 'no-evidence':
    case 'invalid':
      return [headline, ...claims, notices, ...related, suggestions, citations, disclaimer];
    case 'error': {
      const reference = [flush({ text: `Reference: ${answer.reference}` })];
      return [headline, reference, notices, ...related, suggestions, citations, disclaimer];
    }
    default:
      return answer satisfies never;
  }
}

/** A claim as it was typed, the verdict, and why. */
function claimGroup({ text, verdict, differs, notes }: ClaimResult, at: number): Group {
  const named = differs.length > 0 ? ` (differs in: ${differs.join(', ')})` : '';
  return [
    hanging(`${at + 1} `.padEnd(INDENT.length), { text: `“${text}”` }),
    indented({ text: verdict, style: 'bold' }, { text: named }),
    ...notes.map((note) => indented({ text: note })),
  ];
}

const flush = (...spans: readonly Span[]): Paragraph => ({ lead: '', indent: '', spans });
const hanging = (lead: string, ...spans: readonly Span[]): Paragraph => ({
  lead,
  indent: ' '.repeat(widthOf(lead)),
  spans,
});
const verbatim = (text: string): Paragraph => ({ ...flush({ text: text.replace(/\n$/u, '') }), verbatim: true });
const indented = (...spans: readonly Span[]): Paragraph => hanging(INDENT, ...spans);

const countMore = (count: number): string =>
  count === 1 ? '1 more finding answers this as well.' : `${count} more findings answer this as well.`;

function blockGroups(block: Block, headline: string, width: number): readonly Group[] {
  switch (block.type) {
    case 'findings':
      return [titleOf(block.title), ...block.evidence.map((each) => findingGroup(each, headline))];
    case 'facts':
      return [[...titleOf(block.title), ...block.facts.map(factLine)]];
    case 'table':
      return [titleOf(block.title), ...tableGroups(block.columns, block.rows, width)];
    case 'bibliography':
      return [block.entries.map(citation)];
    case 'cited':
      return block.findings.flatMap(citedGroups);
    case 'file':
      return [[verbatim(block.text)]];
    case 'plot':
      return plotGroups(block, width);
    default:
      return block satisfies never;
  }
}

const titleOf = (title: string | undefined): Group =>
  title === undefined || title === '' ? [] : [flush({ text: title, style: 'bold' })];

/** A finding: what it says, its figures, who it was measured in, its passage, and what to beware of. */
function findingGroup(evidence: Evidence, headline: string): Group {
  const { statement, figures, derived, readings } = evidence;
  return numbered(evidence, [
    ...(headline.includes(statement) ? [] : [indented({ text: statement })]),
    ...figures.filter((figure) => figure.origin !== 'derived').map(figureLine),
    ...derived.map(({ text, formula }) =>
      indented({ text: `Our arithmetic: ${text} ` }, { text: `= ${formula}`, together: true }),
    ),
    ...contextLines(evidence),
    ...passageLines(evidence),
    ...readings.map(({ printed, as, why }) =>
      warning(`Damaged print: “${printed}” stands there, read as “${as}”: ${why}`),
    ),
    ...warningLines(evidence),
  ]);
}

type PlotBlock = Extract<Block, { type: 'plot' }>;

/** A picture in characters, and what to beware of in the findings it draws. */
function plotGroups({ plot, evidence }: PlotBlock, width: number): readonly Group[] {
  const styles = { title: 'bold', heading: 'bold', small: 'dim' } as const;
  const groups = drawCharacters(plot, width).map((lines) =>
    lines.map(({ text, style }) => flush({ text, together: true, ...(style ? { style: styles[style] } : {}) })),
  );
  const warned = evidence.filter(({ caveats, conflicts }) => caveats.length + conflicts.length > 0);
  return [
    ...groups,
    ...warned.map((each) => numbered(each, [indented({ text: each.statement }), ...warningLines(each)])),
  ];
}

/** What comes near: its figures stand in the statement, so that none of them looks like the asked one. */
function nearGroup(entry: Evidence | Passage): Group {
  if (isPassage(entry)) {
    const { source, paragraph, text } = entry;
    const place = `${source.label} · a passage without a curated finding`;
    return numbered(entry, [indented({ text: place, style: 'dim' }), quoteLines(text, paragraph)]);
  }
  const statement = indented({ text: entry.statement });
  return numbered(entry, [statement, ...contextLines(entry), ...passageLines(entry), ...warningLines(entry)]);
}

/** Puts the source's number before the first line. */
function numbered({ source }: { source: Evidence['source'] }, [first, ...others]: readonly Paragraph[]): Group {
  const lead = `[${source.number}] `.padEnd(INDENT.length);
  return first ? [{ ...hanging(lead), spans: first.spans }, ...others] : [];
}

function figureLine({ measure, arm, text, detail, adjusted, origin }: Figure): Paragraph {
  const what = [measure, arm].filter((each) => each !== undefined && each !== '').join(', ');
  const isQualified = adjusted === undefined || text.includes('adjusted');
  const notes = [
    ...detail.split('; '),
    ...(isQualified ? [] : [adjusted ? 'adjusted' : 'unadjusted']),
    ...(origin === 'read' ? ['read from damaged print, see below'] : []),
  ].filter((note) => note !== '');
  return indented(
    ...(what === '' ? [] : [{ text: `${what}: ` }]),
    { text, style: 'bold', together: true },
    ...notes.flatMap((note): Span[] => [DOT, { text: note, together: true }]),
  );
}

function contextLines({ population, design, definition, secondary, source }: Evidence): Group {
  const context = [population, design, source.label].filter((each) => each !== '').join(' · ');
  return [
    indented({ text: context, style: 'dim' }),
    ...(definition === undefined ? [] : [indented({ text: definition, style: 'dim' })]),
    ...(secondary === undefined
      ? []
      : [indented({ text: `Second-hand: a result of ${secondary}, as ${source.label} reports it.` })]),
  ];
}

/** The passage as printed; where it is not at hand, the label that keeps our wording from passing for it. */
function passageLines({ quote, quoteStatus, paragraphs, find }: Evidence): Group {
  if (quoteStatus === 'quoted' && quote !== null) return [quoteLines(quote.text, quote.paragraph)];
  const differs = quoteStatus === 'altered' || quoteStatus === 'not-located';
  const place = [
    OWN_WORDING,
    paragraphs.map((paragraph) => `¶${paragraph}`).join(', '),
    ...(differs ? ['the copy at hand differs here'] : []),
    ...(find === '' ? [] : [`find: "${find}"`]),
  ];
  return [
    indented(
      ...place.flatMap((text, at): Span[] => [...(at > 0 ? [DOT] : []), { text, style: 'dim', together: true }]),
    ),
  ];
}

function quoteLines(text: string, paragraph: number): Paragraph {
  const bar = `${INDENT}│ `;
  return {
    lead: bar,
    indent: bar,
    spans: [{ text: `“${text}”` }, { text: ' ' }, { text: `¶${paragraph}`, style: 'dim' }],
  };
}

const warning = (text: string): Paragraph => ({
  lead: INDENT,
  indent: `${INDENT}  `,
  spans: [{ text: `⚠ ${text}`, style: 'warning' }],
});

function warningLines({ caveats, conflicts }: Evidence): Group {
  return [...caveats.map(warning), ...conflicts.map(({ statement }) => warning(`Reported otherwise: ${statement}`))];
}

function factLine({ label, text, sources }: Fact): Paragraph {
  const references = sources.map((number) => ` [${number}]`).join('');
  return hanging('  ', { text: `${label}: `, style: 'bold' }, { text: `${text}${references}` });
}

type Table = Extract<Block, { type: 'table' }>;

/**
 * A grid where it fits; where it does not, a row is its label and a line for each cell. Columns are counted from the
 * right, so that a heading above the labels never shifts a figure into another arm.
 */
function tableGroups(columns: Table['columns'], rows: Table['rows'], width: number): readonly Group[] {
  const isHeaded = rows.every(({ cells }) => cells.length < columns.length);
  const header = isHeaded ? columns : ['', ...columns];
  const lines = [header, ...rows.map(({ label, cells }) => [label, ...cells])].map((line) => line.map(plainLine));
  const widths = header.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))));
  if (widths.reduce((sum, each) => sum + each + 2, 0) <= width) {
    const grid = lines.map((line, at): Paragraph => {
      const cells = line.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)));
      const text = cells.join('  ').trimEnd();
      return hanging('  ', at === 0 ? { text, together: true, style: 'dim' } : { text, together: true });
    });
    return [grid];
  }
  return rows.map(({ label, cells }) => {
    const names = columns.slice(-cells.length);
    const values = cells.map((text, at) => hanging('  ', { text: `${names[at] ?? ''}: ` }, { text, together: true }));
    return [flush({ text: label, style: 'bold' }), ...values];
  });
}

/** Citations that the answer does not set out already. */
function unlisted(answer: Answer): readonly Citation[] {
  const listed = referencesOf(answer);
  // What is in a file stands above, as the file has it.
  if (filesOf(answer).length > 0) return [];
  return answer.citations.filter(({ number }) => !listed.some((entry) => entry.number === number));
}

function citation({ number, text, url, notes = [] }: Citation): Paragraph {
  const isSaid = url === undefined || text.includes(url);
  return hanging(`[${number}] `, { text }, ...(isSaid ? [] : [{ text: ` ${url}` }]), ...noteSpans(notes));
}

const noteSpans = (notes: readonly string[]): readonly Span[] =>
  notes.length === 0 ? [] : [{ text: ' ' }, { text: `[${notes.join('; ')}]`, style: 'dim' }];

/** A finding to take along as it stands, and below it what is for whoever takes it. */
function citedGroups({ evidence, reference, text }: CitedFinding): readonly Group[] {
  const { notes = [], number } = reference;
  const lead = notes.length === 0 ? [] : [hanging(`[${number}] `, { text: notes.join('; '), style: 'dim' })];
  return [[verbatim(text)], [...lead, ...warningLines(evidence)]];
}
