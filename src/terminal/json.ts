import { z } from 'zod';
import {
  type Answer,
  type Block,
  type Citation,
  type ClaimResult,
  type Evidence,
  evidenceOf,
  type Figure,
  isPassage,
  type Passage,
} from '../../commands/answer.js';
import { invalid } from '../../commands/respond.js';
import { DIFFERENCES, VERDICTS } from '../../index/claims/claim.js';
import { QUOTE_STATUSES } from '../../index/evidence/locator.js';
import { render } from './render.js';

const TEXT_WIDTH = 100;

const FigureJson = z.object({
  kind: z.string(),
  measure: z.string(),
  arm: z.string().optional(),
  text: z.string(),
  detail: z.string(),
  numbers: z.array(z.string()),
  adjusted: z.boolean().optional(),
  origin: z.enum(['printed', 'read', 'derived']),
});

const EvidenceJson = z.object({
  id: z.string(),
  /** Short name of the finding; a bare passage has none. */
  code: z.string().optional(),
  source: z.string(),
  n: z.int(),
  document: z.string(),
  paragraphs: z.array(z.int()),
  /** Marrow's wording; null for a bare passage. */
  statement: z.string().nullable(),
  /** As printed in the copy at hand; null without one. */
  quote: z.object({ paragraph: z.int(), text: z.string() }).nullable(),
  quoteStatus: z.enum(QUOTE_STATUSES),
  /** The search key that leads a reader of the paper to the place; a bare passage has none. */
  find: z.string().optional(),
  /** Where the source can be read by anyone, opened at the passage. */
  link: z.string().optional(),
  population: z.string().nullable(),
  design: z.string().nullable(),
  /** The measure as the document defines it, where it does. */
  definition: z.string().optional(),
  /** Whose result it is, where it is not the source's own. */
  attribution: z.union([z.literal('primary'), z.object({ secondary: z.string() })]).nullable(),
  figures: z.array(FigureJson),
  readings: z.array(z.object({ printed: z.string(), as: z.string(), why: z.string() })),
  derived: z.array(z.object({ text: z.string(), formula: z.string() })),
  conflicts: z.array(z.object({ id: z.string(), code: z.string(), statement: z.string() })),
  caveats: z.array(z.string()),
});
type EvidenceJson = z.infer<typeof EvidenceJson>;

const CitationJson = z.object({
  n: z.int(),
  source: z.string(),
  text: z.string(),
  url: z.string().optional(),
  /** What whoever takes it along must know: what is not stated, what was added from where. */
  notes: z.array(z.string()).optional(),
});

const PlotRowJson = z.object({
  id: z.string(),
  code: z.string(),
  /** The number of its source. */
  n: z.int(),
  label: z.string(),
  estimate: z.string(),
  /** `derived`: our arithmetic, where only n of N is reported. */
  interval: z.object({ low: z.string(), high: z.string(), origin: z.enum(['printed', 'derived']) }).nullable(),
  counted: z.object({ n: z.string().nullable(), of: z.string().nullable() }),
  adjusted: z.boolean().nullable(),
  /** The group has fewer than ten patients. */
  few: z.boolean(),
  notes: z.array(z.string()),
});

/** A picture as data; `evidence` are the ids of the findings it draws, `alt` is the picture in words. */
const PlotJson = z.object({
  type: z.literal('plot'),
  kind: z.enum(['hazard-ratio', 'percent', 'median']),
  unit: z.string(),
  title: z.string(),
  panels: z.array(
    z.object({
      title: z.string(),
      context: z.array(z.string()),
      interval: z.string(),
      favors: z.object({ below: z.string(), above: z.string() }).nullable(),
      rows: z.array(PlotRowJson),
    }),
  ),
  notes: z.array(z.string()),
  alt: z.string(),
  evidence: z.array(z.string()),
});
type PlotJson = z.infer<typeof PlotJson>;

const BlockJson = z.discriminatedUnion('type', [
  z.object({ type: z.literal('findings'), title: z.string().optional(), evidence: z.array(z.string()) }),
  z.object({
    type: z.literal('facts'),
    title: z.string().optional(),
    facts: z.array(z.object({ label: z.string(), text: z.string(), sources: z.array(z.int()) })),
  }),
  z.object({
    type: z.literal('table'),
    title: z.string().optional(),
    columns: z.array(z.string()),
    rows: z.array(z.object({ label: z.string(), cells: z.array(z.string()) })),
  }),
  z.object({ type: z.literal('bibliography'), citations: z.array(CitationJson) }),
  /** Findings to take along: `text` is all of it as plain lines. */
  z.object({
    type: z.literal('cited'),
    findings: z.array(z.object({ evidence: z.string(), n: z.int(), text: z.string() })),
  }),
  /** A file, whole and as it is written. */
  z.object({ type: z.literal('file'), name: z.string(), mediaType: z.string(), text: z.string() }),
  PlotJson,
]);
type BlockJson = z.infer<typeof BlockJson>;

const ClaimJson = z.object({
  text: z.string(),
  verdict: z.enum(VERDICTS),
  /** Ids of findings; each stands in the answer's `evidence`. */
  evidence: z.array(z.string()),
  differs: z.array(z.enum(DIFFERENCES)),
  notes: z.array(z.string()),
});

const common = {
  v: z.literal(1),
  command: z.string(),
  headline: z.string(),
  /** Near, and no answer. */
  related: z.array(EvidenceJson),
  notices: z.array(z.string()),
  citations: z.array(CitationJson),
  suggestions: z.array(z.object({ label: z.string(), input: z.string() })),
  /** The claims of a text that was checked, in its order. */
  claims: z.array(ClaimJson).optional(),
  /** As the terminal prints it, without color. */
  text: z.string(),
};
const none = z.never().optional();

/** The contract of JSON mode: one such object a line. Fields are only ever added; only an answer carries `evidence`. */
export const AnswerJson = z.discriminatedUnion('status', [
  z.object({
    ...common,
    status: z.enum(['answered', 'partial']),
    evidence: z.array(EvidenceJson),
    /** How the answer is laid out; findings by their ids. */
    blocks: z.array(BlockJson),
    /** Codes of further findings that answer as well. */
    more: z.array(z.string()),
  }),
  z.object({ ...common, status: z.enum(['no-evidence', 'invalid']), evidence: none }),
  z.object({ ...common, status: z.literal('error'), evidence: none, reference: z.string() }),
]);
export type AnswerJson = z.infer<typeof AnswerJson>;

/** An answer as JSON mode gives it. */
export function project(answer: Answer): AnswerJson {
  const { command, status, headline, related, notices, citations, suggestions } = answer;
  const rest = {
    related: related.map((entry) => (isPassage(entry) ? passageJson(entry) : evidenceJson(entry))),
    notices: [...notices],
    citations: citations.map(citationJson),
    suggestions: suggestions.map(({ label, input }) => ({ label, input })),
    ...(answer.claims ? { claims: answer.claims.map(claimJson) } : {}),
    text: render(answer, { width: TEXT_WIDTH, color: false }),
  };
  switch (status) {
    case 'answered':
    case 'partial': {
      const evidence = evidenceOf(answer).map(evidenceJson);
      const { blocks, more } = answer;
      return { v: 1, command, status, headline, evidence, blocks: blocks.map(blockJson), more: [...more], ...rest };
    }
    case 'no-evidence':
    case 'invalid':
      return { v: 1, command, status, headline, ...rest };
    case 'error':
      return { v: 1, command, status, headline, reference: answer.reference, ...rest };
    default:
      return answer satisfies never;
  }
}

/** An answer as a line; what a terminal could act on is written as an escape, so the line is safe to look at. */
export function toLine(answer: Answer): string {
  return JSON.stringify(project(answer)).replace(/[\u007F-\u009F\u2028\u2029\p{Cf}]/gu, (unseen) =>
    [...Array(unseen.length).keys()].map((at) => `\\u${unseen.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** What a line asks: the typed text, or the answer that says what is wrong with the line. */
export type Requested = { readonly input: string } | { readonly answer: Answer };

const RequestLine = z.object({ input: z.string() });

/** Reads a line: plain text as typed, or `{"input": "…"}`. A bare number is text: figures are looked up too. */
export function readLine(line: string): Requested {
  const text = line.trim();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.startsWith('{') ? { answer: malformed('no valid JSON') } : { input: line };
  }
  if (typeof value === 'number') return { input: line };
  const request = RequestLine.safeParse(value);
  return request.success ? { input: request.data.input } : { answer: malformed('JSON of another form') };
}

const malformed = (what: string): Answer =>
  invalid(
    'json',
    `Not answered: the line is ${what}. Send plain text as typed, or {"input": "…"}, one request a line.`,
  );

function evidenceJson(evidence: Evidence): EvidenceJson {
  const { source, secondary } = evidence;
  return {
    id: evidence.id,
    code: evidence.code,
    source: source.id,
    n: source.number,
    document: source.file,
    paragraphs: [...evidence.paragraphs],
    statement: evidence.statement,
    quote: evidence.quote && { paragraph: evidence.quote.paragraph, text: evidence.quote.text },
    quoteStatus: evidence.quoteStatus,
    find: evidence.find,
    ...(evidence.link === undefined ? {} : { link: evidence.link }),
    population: evidence.population,
    design: evidence.design,
    ...(evidence.definition === undefined ? {} : { definition: evidence.definition }),
    attribution: secondary === undefined ? 'primary' : { secondary },
    figures: evidence.figures.map(figureJson),
    readings: evidence.readings.map(({ printed, as, why }) => ({ printed, as, why })),
    derived: evidence.derived.map(({ text, formula }) => ({ text, formula })),
    conflicts: evidence.conflicts.map(({ id, code, statement }) => ({ id, code, statement })),
    caveats: [...evidence.caveats],
  };
}

function passageJson({ source, paragraph, text }: Passage): EvidenceJson {
  return {
    id: `${source.id}¶${paragraph}`,
    source: source.id,
    n: source.number,
    document: source.file,
    paragraphs: [paragraph],
    statement: null,
    quote: { paragraph, text },
    quoteStatus: 'quoted',
    population: null,
    design: null,
    attribution: null,
    figures: [],
    readings: [],
    derived: [],
    conflicts: [],
    caveats: [],
  };
}

const claimJson = ({ text, verdict, evidence, differs, notes }: ClaimResult) => ({
  text,
  verdict,
  evidence: [...evidence],
  differs: [...differs],
  notes: [...notes],
});

const figureJson = ({ kind, measure, arm, text, detail, numbers, adjusted, origin }: Figure) => ({
  kind,
  measure,
  ...(arm === undefined ? {} : { arm }),
  text,
  detail,
  numbers: [...numbers],
  ...(adjusted === undefined ? {} : { adjusted }),
  origin,
});

const citationJson = ({ number, source, text, url, notes }: Citation) => ({
  n: number,
  source,
  text,
  ...(url === undefined ? {} : { url }),
  ...(notes === undefined ? {} : { notes: [...notes] }),
});

function blockJson(block: Block): BlockJson {
  const title = 'title' in block && block.title !== undefined ? { title: block.title } : {};
  switch (block.type) {
    case 'findings':
      return { type: 'findings', ...title, evidence: block.evidence.map((each) => each.id) };
    case 'facts':
      return { type: 'facts', ...title, facts: block.facts.map((fact) => ({ ...fact, sources: [...fact.sources] })) };
    case 'table':
      return {
        type: 'table',
        ...title,
        columns: [...block.columns],
        rows: block.rows.map(({ label, cells }) => ({ label, cells: [...cells] })),
      };
    case 'bibliography':
      return { type: 'bibliography', citations: block.entries.map(citationJson) };
    case 'cited':
      return {
        type: 'cited',
        findings: block.findings.map(({ evidence, reference, text }) => ({
          evidence: evidence.id,
          n: reference.number,
          text,
        })),
      };
    case 'file':
      return { type: 'file', name: block.name, mediaType: block.mediaType, text: block.text };
    case 'plot':
      return plotJson(block);
    default:
      return block satisfies never;
  }
}

function plotJson({ plot, evidence }: Extract<Block, { type: 'plot' }>): PlotJson {
  const { kind, unit, title, panels, notes, alt } = plot;
  return {
    type: 'plot',
    kind,
    unit,
    title,
    panels: panels.map((panel) => ({
      title: panel.title,
      context: [...panel.context],
      interval: panel.interval,
      favors: panel.favors ?? null,
      rows: panel.rows.map((row) => ({
        id: row.id,
        code: row.code,
        n: row.citation,
        label: row.label,
        estimate: row.estimate,
        interval: row.interval ?? null,
        counted: { n: row.n ?? null, of: row.of ?? null },
        adjusted: row.adjusted ?? null,
        few: row.few,
        notes: [...row.notes],
      })),
    })),
    notes: [...notes],
    alt: alt.join(' '),
    evidence: evidence.map(({ id }) => id),
  };
}
