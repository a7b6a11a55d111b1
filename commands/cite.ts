import type { Finding } from '../index/evidence/corpus.js';
import type { Source } from '../index/evidence/schema.js';
import { keyOf } from '../index/question/vocabulary.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Answer, Citation } from './answer.js';
import { defineCommand } from './command.js';
import { evidenceFor } from './evidence.js';
import { enumerate } from './phrase.js';
import { invalid } from './respond.js';
import { citationOf } from './vancouver.js';

/** Citation styles by name. */
const STYLES: Readonly<Record<string, (source: Source) => Citation>> = { vancouver: citationOf };

/** The reference of a source, or of a finding together with its passage. */
export const cite = defineCommand({
  name: 'cite',
  description: 'The reference of a source: by number, id, author, title word, DOI, or the id of a finding',
  kind: 'slash',
  options: {
    source: {
      description: 'Number, id, author, word of the title, DOI, or finding id',
      kind: 'source',
      required: true,
      maxLength: 200,
    },
    style: { description: 'Citation style', kind: 'style', required: false, maxLength: 40 },
  },
  examples: ['/cite 1', '/cite Kaspers', '/cite source: jiang-2025 style: vancouver'],
  run: ({ source: text, style = 'vancouver' }, { index }) => {
    const format = Object.hasOwn(STYLES, style.toLowerCase()) ? STYLES[style.toLowerCase()] : undefined;
    if (!format) {
      return invalid('cite', `There is no citation style of that name. Known: ${enumerate(Object.keys(STYLES))}.`, [
        { label: 'Vancouver', input: `/cite source: ${text} style: vancouver` },
      ]);
    }
    const wanted = text.trim().replace(/^\[(\d+)\]$/u, '$1');
    const finding = index.corpus.findings.get(wanted.toLowerCase()) ?? index.corpus.byCode.get(wanted.toLowerCase());
    if (finding) return citedFinding('cite', finding, format(finding.source), index);
    const sources = sourcesNamed(wanted, index);
    return sources.length === 0 ? missing(text, index) : listed(sources.map(format));
  },
});

/** A finding with its reference and the paragraph it stands in. */
export function citedFinding(command: string, finding: Finding, entry: Citation, index: EvidenceIndex): Answer {
  const evidence = evidenceFor(finding, index);
  return {
    command,
    status: 'answered',
    headline: `${entry.text} ¶${evidence.paragraphs.join(', ¶')}.`,
    blocks: [
      { type: 'bibliography', entries: [entry] },
      { type: 'findings', evidence: [evidence] },
    ],
    more: [],
    notices: [],
    related: [],
    citations: [entry],
    suggestions: [],
  };
}

/** References as an answer of their own; they are bibliographic data and rest on no finding. */
export function listed(entries: readonly Citation[], command = 'cite', notices: readonly string[] = []): Answer {
  const headline = entries.length === 1 ? (entries[0]?.text ?? '') : `${entries.length} sources fit.`;
  return {
    command,
    status: 'answered',
    headline,
    blocks: [{ type: 'bibliography', entries }],
    more: [],
    notices,
    related: [],
    citations: entries,
    suggestions: [],
  };
}

function missing(text: string, index: EvidenceIndex): Answer {
  const known = index.corpus.sources.map((source) => `[${source.number}] ${source.label}`);
  const echo = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return {
    command: 'cite',
    status: 'no-evidence',
    headline: `Not in the evidence: no source fits “${echo}”. Held are ${enumerate(known)}.`,
    notices: [],
    related: [],
    citations: [],
    suggestions: index.corpus.sources.map((source) => ({
      label: `[${source.number}] ${source.label}`,
      input: `/cite ${source.number}`,
    })),
  };
}

/** Sources by number, id, DOI, author, label, alias, or words of the title or journal. */
function sourcesNamed(text: string, index: EvidenceIndex): readonly Source[] {
  const { sources } = index.corpus;
  const number = /^\d+$/u.test(text) ? Number(text) : undefined;
  if (number !== undefined && number < 1000) return sources.filter((source) => source.number === number);
  const doi = text.toLowerCase().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/u, '');
  const exact = sources.filter(
    (source) => source.id === text.toLowerCase() || source.citation.doi?.toLowerCase() === doi,
  );
  if (exact.length > 0) return exact;
  const words = text
    .split(/[\s,]+/u)
    .filter((word) => !/^(?:et|al\.?|the|and|of)$/iu.test(word))
    .map(keyOf)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return sources.filter((source) => {
    const { citation } = source;
    const names = [
      source.label,
      source.kind,
      ...source.aliases,
      citation.title ?? '',
      citation.container ?? '',
      citation.abbreviation ?? '',
      citation.issued ?? '',
      ...citation.authors.flatMap((author) => [author.family, author.given ?? '']),
      citation.interviewee?.family ?? '',
      ...source.subjects.map((id) => index.vocabulary.concepts.get(id)?.label ?? id),
    ];
    const known = new Set(names.flatMap((name) => name.split(/[\s,.:]+/u).map(keyOf)));
    return words.every((word) => known.has(word));
  });
}
