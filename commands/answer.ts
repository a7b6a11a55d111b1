import type { Difference, Verdict } from '../index/claims/claim.js';
import type { Quote, QuoteStatus } from '../index/evidence/locator.js';
import type { StatisticKind } from '../index/evidence/schema.js';

export const STATUSES = ['answered', 'partial', 'no-evidence', 'invalid', 'error'] as const;
export type Status = (typeof STATUSES)[number];

/** Where a shown number comes from. `printed`: it stands in the passage; `read`: damaged print; `derived`: our arithmetic. */
export type Origin = 'printed' | 'read' | 'derived';

/** One statistic of a finding, ready to show. `text` is the figure itself, `detail` what belongs right beside it. */
export interface Figure {
  readonly kind: StatisticKind | 'derived';
  /** What was measured, with the time point: "2-year OS". */
  readonly measure: string;
  /** The arm, where the figure belongs to one: "with sorafenib". */
  readonly arm?: string;
  /** "65.8%", "HR 0.395", "P = 0.005", "18.4 months". */
  readonly text: string;
  /** "25/38; 95% CI 49.9–78.8%": empty where nothing more is reported. */
  readonly detail: string;
  /** Every number of `text` and `detail`, as printed, in the order shown. */
  readonly numbers: readonly string[];
  readonly adjusted?: boolean;
  /** Whether the figure belongs to the asked arm, to the arm that one is held against, or to another. */
  readonly focus?: 'asked' | 'control' | 'other';
  readonly origin: Origin;
}

/** A source as answers name it. */
export interface SourceRef {
  readonly id: string;
  readonly number: number;
  readonly label: string;
  readonly file: string;
}

/** A finding as it is shown: our wording, its figures, and the passage where one is at hand. */
export interface Evidence {
  readonly id: string;
  readonly code: string;
  readonly source: SourceRef;
  readonly paragraphs: readonly number[];
  readonly statement: string;
  readonly quote: Quote | null;
  readonly quoteStatus: QuoteStatus;
  /** The search key that leads a reader of the paper to the place. */
  readonly find: string;
  /** Where the source can be read by anyone, opened at the passage. */
  readonly link?: string;
  readonly population: string;
  readonly design: string;
  /** The measure as the document defines it, in our words: "OS: from the start of salvage therapy". */
  readonly definition?: string;
  /** Whose result it is, where it is not the source's own. */
  readonly secondary?: string;
  /** The asked figure first. */
  readonly figures: readonly Figure[];
  /** Damaged print: what stands there, how it is read, why. */
  readonly readings: readonly { readonly printed: string; readonly as: string; readonly why: string }[];
  /** Our arithmetic, with its formula. */
  readonly derived: readonly { readonly text: string; readonly formula: string }[];
  readonly caveats: readonly string[];
  /** Findings that report the same otherwise. */
  readonly conflicts: readonly { readonly id: string; readonly code: string; readonly statement: string }[];
}

/** What a paragraph that no item covers has on a question; it is only ever related, never evidence. */
export interface Passage {
  readonly source: SourceRef;
  readonly paragraph: number;
  /** Contiguous, as printed: the paragraph, or a sentence of a long one. */
  readonly text: string;
}

/** A line of a fact sheet; `sources` are the numbers of the citations behind it. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly sources: readonly number[];
}

/** An interval of a drawn figure, as printed; `derived`: our arithmetic from n of N (Wilson's score interval, 95%). */
export interface PlotInterval {
  readonly low: string;
  readonly high: string;
  readonly origin: 'printed' | 'derived';
}

/** One figure of a picture. */
export interface PlotRow {
  /** The finding it stands in. */
  readonly id: string;
  readonly code: string;
  /** The number of its source. */
  readonly citation: number;
  /** Whose figure it is: "with sorafenib", "all patients". */
  readonly label: string;
  /** As printed, without its unit. */
  readonly estimate: string;
  readonly interval?: PlotInterval;
  /** Patients counted, as printed: "25" of "38". */
  readonly n?: string;
  readonly of?: string;
  /** Said of hazard ratios only. */
  readonly adjusted?: boolean;
  /** The group has fewer than ten patients. */
  readonly few: boolean;
  /** What else a reader must know of the figure, in words. */
  readonly notes: readonly string[];
}

/** Figures that compare: one measure at one time point, one population, one definition, one design, one source. */
export interface PlotPanel {
  /** "2-year OS", "HR for OS: with sorafenib vs without sorafenib". */
  readonly title: string;
  /** Definition, population, design and source: what sets it apart from other panels. */
  readonly context: readonly string[];
  /** What the intervals are: "95% CI", "IQR", "range". */
  readonly interval: string;
  /** Which side of the line of no effect is better for whom, where the finding compares two arms. */
  readonly favors?: { readonly below: string; readonly above: string };
  readonly rows: readonly [PlotRow, ...PlotRow[]];
}

export type PlotKind = 'hazard-ratio' | 'percent' | 'median';

/** A picture as data: panels on one axis. Nothing in it is pooled. */
export interface Plot {
  readonly kind: PlotKind;
  /** Of the axis: "%", "months"; empty for ratios. */
  readonly unit: string;
  readonly title: string;
  readonly panels: readonly [PlotPanel, ...PlotPanel[]];
  /** What holds for the whole picture, in words. */
  readonly notes: readonly string[];
  /** The references behind its numbers, for a picture that leaves the chat. */
  readonly references: readonly string[];
  /** The picture in words: what it is, then one part a figure, in order. */
  readonly alt: readonly [string, ...string[]];
  /** The same with nothing but the figures, for where there is room for no more. */
  readonly brief: readonly [string, ...string[]];
}

export type Block =
  | { readonly type: 'findings'; readonly title?: string; readonly evidence: readonly Evidence[] }
  | { readonly type: 'facts'; readonly title?: string; readonly facts: readonly Fact[] }
  | {
      readonly type: 'table';
      readonly title?: string;
      /** The first column's heading stands above the rows' labels. */
      readonly columns: readonly string[];
      readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
    }
  | { readonly type: 'bibliography'; readonly entries: readonly Citation[] }
  | { readonly type: 'cited'; readonly findings: readonly CitedFinding[] }
  | ({ readonly type: 'file' } & TextFile)
  /** A picture and the findings whose figures it draws. */
  | { readonly type: 'plot'; readonly plot: Plot; readonly evidence: readonly Evidence[] };

/** A numbered reference. `text` is the citation in the asked style; `url` is the DOI's or the page's address. */
export interface Citation {
  readonly number: number;
  readonly source: string;
  readonly text: string;
  readonly url?: string;
  /** What whoever takes the reference along must know; no part of it: what is not stated, what was added from where. */
  readonly notes?: readonly string[];
}

/** A finding to take along: `text` is all of it as plain lines, for a slide or a manuscript. */
export interface CitedFinding {
  readonly evidence: Evidence;
  readonly reference: Citation;
  readonly text: string;
}

/** A file that an answer hands over. Renderers attach it, write it or print it; its text is never wrapped or changed. */
export interface TextFile {
  /** A plain file name with its extension. */
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/** Something to try instead: `input` is typed text that asks it. */
export interface Suggestion {
  readonly label: string;
  readonly input: string;
}

/** What the evidence says to one claim of a text that was checked. */
export interface ClaimResult {
  /** As typed. */
  readonly text: string;
  readonly verdict: Verdict;
  /** Ids of the findings it rests on, the one that decides first. */
  readonly evidence: readonly string[];
  /** Each slot in which claim and finding differ. */
  readonly differs: readonly Difference[];
  /** What is said of it: rounding, what is reported instead, a conclusion beyond the evidence. */
  readonly notes: readonly string[];
}

interface Common {
  readonly command: string;
  /** First line: the asked figure, or what is not in the evidence. */
  readonly headline: string;
  readonly notices: readonly string[];
  /** Near, and visibly apart from an answer. */
  readonly related: readonly (Evidence | Passage)[];
  readonly citations: readonly Citation[];
  readonly suggestions: readonly Suggestion[];
  /** The claims of a text, in its order; only where one was checked. */
  readonly claims?: readonly ClaimResult[];
}

/** What a command returns; every renderer switches on `status` and on a block's `type`. */
export type Answer =
  | (Common & {
      readonly status: 'answered' | 'partial';
      readonly blocks: readonly [Block, ...Block[]];
      /** Codes of further findings that answer as well, in order. */
      readonly more: readonly string[];
      /** Codes of the findings that a picture of this answer draws; absent where no two figures compare. */
      readonly plottable?: readonly string[];
    })
  | (Common & { readonly status: 'no-evidence' | 'invalid' })
  | (Common & { readonly status: 'error'; readonly reference: string });

/** The files that an answer hands over. */
export function filesOf(answer: Answer): readonly TextFile[] {
  if (answer.status !== 'answered' && answer.status !== 'partial') return [];
  return answer.blocks.flatMap((block) => (block.type === 'file' ? [block] : []));
}

/** The pictures of an answer, in order. */
export function plotsIn(answer: Answer): readonly Plot[] {
  if (answer.status !== 'answered' && answer.status !== 'partial') return [];
  return answer.blocks.flatMap((block) => (block.type === 'plot' ? [block.plot] : []));
}

/** The references that an answer sets out in full. */
export function referencesOf(answer: Answer): readonly Citation[] {
  if (answer.status !== 'answered' && answer.status !== 'partial') return [];
  const all = answer.blocks.flatMap((block) => {
    if (block.type === 'bibliography') return block.entries;
    return block.type === 'cited' ? block.findings.map(({ reference }) => reference) : [];
  });
  return [...new Map(all.map((each) => [each.number, each])).values()];
}

export const isPassage = (entry: Evidence | Passage): entry is Passage => !('statement' in entry);

/** All findings an answer rests on, each once, in the order shown. */
export function evidenceOf(answer: Answer): readonly Evidence[] {
  if (answer.status !== 'answered' && answer.status !== 'partial') return [];
  const all = answer.blocks.flatMap((block) => {
    if (block.type === 'findings' || block.type === 'plot') return block.evidence;
    return block.type === 'cited' ? block.findings.map(({ evidence }) => evidence) : [];
  });
  return [...new Map(all.map((each) => [each.id, each])).values()];
}

/** The one line under every answer. */
export const DISCLAIMER =
  'Findings from the cited sources, for professionals. Not medical advice: check the source and your local protocol. No patient identifiers.';

/** The label of a finding that is shown without its passage. */
export const OWN_WORDING = "Marrow's wording, not a quotation";
