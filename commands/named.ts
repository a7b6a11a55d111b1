import type { Finding } from '../index/evidence/corpus.js';
import type { Source } from '../index/evidence/schema.js';
import { keyOf } from '../index/question/vocabulary.js';
import type { EvidenceIndex } from '../index/search.js';

/** What a list of names stands for; each thing once, in the order named. */
export interface Named {
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
  /** Names that fit nothing. */
  readonly unknown: readonly string[];
}

const NOTHING: Named = { sources: [], findings: [], unknown: [] };
const EVERYTHING = /^(?:all(?: sources)?|everything|\*)$/iu;
/** Numbers of sources are small; a longer one is a year. */
const MOST_DIGITS = 3;

/**
 * Sources and findings by number ("1, 3", "[1-3]"), id, code, DOI, author, words of the title, or "all". A text that fits
 * as a whole is not taken apart: "Buchrits and Wolach" is one source.
 */
export function namedIn(text: string, index: EvidenceIndex): Named {
  const list = text
    .trim()
    .replace(/\]\s*\[/gu, '], [')
    .replace(/^\[([^[\]]*)\]$/u, '$1');
  const pieces = list
    .split(/[,;\n]+/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const exact = pieces.map((piece) => exactly(piece, index));
  if (exact.length > 0 && exact.every((each) => each !== undefined)) return together(exact);
  const whole = byWords(list, index);
  if (whole.length > 0) return { ...NOTHING, sources: whole };
  return together(pieces.map((piece, at) => exact[at] ?? pieceNamed(piece, index)));
}

function pieceNamed(piece: string, index: EvidenceIndex): Named {
  const sources = byWords(piece, index);
  if (sources.length > 0) return { ...NOTHING, sources };
  for (const separator of [/\s+(?:and|&|\+)\s+/iu, /\s+/u]) {
    const parts = piece.split(separator);
    const found = parts.map((part) => exactly(part, index) ?? { ...NOTHING, sources: byWords(part, index) });
    const isComplete = found.every((each) => each.sources.length + each.findings.length > 0);
    // Words side by side are one name, unless each stands for one thing alone.
    const isList = separator.source !== '\\s+' || parts.every((part) => exactly(part, index) !== undefined);
    if (parts.length > 1 && isComplete && isList) return together(found);
  }
  return { ...NOTHING, unknown: [piece] };
}

function together(all: readonly Named[]): Named {
  return {
    sources: [...new Set(all.flatMap((each) => each.sources))],
    findings: [...new Set(all.flatMap((each) => each.findings))],
    unknown: [...new Set(all.flatMap((each) => each.unknown))],
  };
}

/** What a name stands for without doubt; undefined where it has to be looked for by its words. */
function exactly(piece: string, { corpus }: EvidenceIndex): Named | undefined {
  const name = piece.replace(/^\[(.*)\]$/u, '$1').toLowerCase();
  // The disease is written in capitals.
  if (EVERYTHING.test(name) && piece !== 'ALL') return { ...NOTHING, sources: corpus.sources };
  const finding = corpus.findings.get(name) ?? corpus.byCode.get(name);
  if (finding) return { ...NOTHING, findings: [finding] };
  const [, first, last = first] = /^(\d+)(?:\s*\p{Pd}\s*(\d+))?$/u.exec(name) ?? [];
  if (first !== undefined && last !== undefined && Math.max(first.length, last.length) <= MOST_DIGITS) {
    const sources = corpus.sources.filter(({ number }) => number >= Number(first) && number <= Number(last));
    const isHeld = (number: string) => sources.some((source) => source.number === Number(number));
    return { ...NOTHING, sources, unknown: isHeld(first) && isHeld(last) ? [] : [piece] };
  }
  const doi = name.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/u, '');
  const source = corpus.sources.find(({ id, citation }) => id === name || citation.doi?.toLowerCase() === doi);
  return source && { ...NOTHING, sources: [source] };
}

/** Sources that have every word among their authors, labels, aliases, title, journal, year or subjects. */
function byWords(text: string, index: EvidenceIndex): readonly Source[] {
  const words = text
    .split(/[\s,]+/u)
    .filter((word) => !/^(?:et|al\.?|the|and|of|&)$/iu.test(word))
    .map(keyOf)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return index.corpus.sources.filter((source) => {
    const known = wordsOf(source, index);
    return words.every((word) => known.has(word));
  });
}

function wordsOf(source: Source, index: EvidenceIndex): ReadonlySet<string> {
  const { citation } = source;
  const people = [...citation.authors, ...(citation.interviewee ? [citation.interviewee] : [])];
  const names = [
    source.label,
    source.kind,
    ...source.aliases,
    citation.title ?? '',
    citation.container ?? '',
    citation.abbreviation ?? '',
    citation.issued ?? '',
    ...people.flatMap((each) => ('organization' in each ? [each.organization] : [each.family, each.given ?? ''])),
    ...source.subjects.map((id) => index.vocabulary.concepts.get(id)?.label ?? id),
  ];
  return new Set(names.flatMap((name) => name.split(/[\s,.:]+/u).map(keyOf)));
}
