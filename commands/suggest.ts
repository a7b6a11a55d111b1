import { STYLES } from '../index/evidence/citations/styles.js';
import type { Concept, ConceptKind } from '../index/evidence/schema.js';
import { type Candidate, edits, Spellings } from '../index/question/spelling.js';
import { keyOf, type Name } from '../index/question/vocabulary.js';
import { tokenize } from '../index/retrieval/tokens.js';
import type { EvidenceIndex } from '../index/search.js';
import type { OptionKind } from './command.js';

/** An autocomplete choice: the label says what it is, the value is an id. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

const KINDS: Readonly<Partial<Record<OptionKind, readonly ConceptKind[]>>> = {
  drug: ['agent', 'cell-therapy', 'class', 'procedure'],
  regimen: ['regimen', 'strategy'],
  measure: ['measure'],
  population: ['disease', 'state', 'age', 'biomarker'],
  biomarker: ['biomarker'],
  trial: ['trial'],
  source: ['source'],
};
/** Discord's limits for choices. */
const MOST_CHOICES = 25;
const LONGEST_LABEL = 100;
/** Names offered for a misspelling. */
const MOST_GUESSES = 5;
/** More words than any name has are a pasted text. */
const MOST_WORDS = 12;

/** Which kinds of concept an option takes. */
export const accepts =
  (kind: OptionKind) =>
  (concept: Concept): boolean =>
    KINDS[kind]?.includes(concept.kind) ?? false;

/**
 * Names for an option as it is typed: what the evidence has first, then by how the name begins, then by spelling.
 * Without text, what the evidence has.
 */
export function suggest(kind: OptionKind, text: string, index: EvidenceIndex): readonly Choice[] {
  if (kind === 'style') return stylesFor(text);
  if (kind === 'source') return sourcesFor(text, index);
  return named(kind, text, index);
}

/** Styles by how their name begins; what is typed of another is no reason to hide them. */
function stylesFor(text: string): readonly Choice[] {
  const key = keyOf(text);
  const starting = STYLES.filter(({ id, name, aliases }) =>
    [id, name, ...aliases].some((each) => keyOf(each).startsWith(key)),
  );
  return (starting.length > 0 ? starting : STYLES).map(({ id, name, kind }) => ({
    label: kind === 'exchange' ? `${name} · a file for reference managers` : name,
    value: id,
  }));
}

/** Sources may be listed: what stands before the last comma stays, and is not offered again. */
function sourcesFor(text: string, index: EvidenceIndex): readonly Choice[] {
  const [, before = '', last = ''] = /^(.*[,;]\s*)?([^,;]*)$/su.exec(text) ?? [];
  const taken = new Set(before.split(/[,;]/u).map((each) => each.trim().toLowerCase()));
  const all =
    before === '' && 'all'.startsWith(last.trim().toLowerCase()) ? [{ label: 'all sources', value: 'all' }] : [];
  const choices = named('source', last, index)
    .filter(({ value }) => !taken.has(value))
    .map(({ label, value }) => ({ label: before === '' ? label : `${before}${label}`, value: `${before}${value}` }));
  return [...choices, ...all].filter(({ label }) => label.length <= LONGEST_LABEL);
}

function named(kind: OptionKind, text: string, index: EvidenceIndex): readonly Choice[] {
  const isAccepted = accepts(kind);
  const held = heldIn(index);
  const { names, places, words } = listingOf(kind, index);
  const key = keyOf(text);
  const rank = new Map<Concept, number>();
  const offer = (concept: Concept, weight: number) =>
    rank.set(concept, Math.max(rank.get(concept) ?? 0, weight + (held.has(concept.id) ? 10 : 0)));
  for (const { key: name, concept } of names) {
    if (key === '' ? held.has(concept.id) : name === key) offer(concept, 30);
    else if (key !== '' && name.startsWith(key)) offer(concept, 5);
    else if (key.length > 2 && name.includes(key)) offer(concept, 2);
  }
  if (rank.size === 0 && key !== '') {
    for (const concept of index.near(key, isAccepted, MOST_GUESSES)) offer(concept, 1);
    const typed = tokenize(text).map((token) => token.word);
    if (typed.length > 1 && typed.length <= MOST_WORDS)
      for (const concept of begunBy(typed, words())) offer(concept, 1);
  }
  const place = (concept: Concept) => places.get(concept) ?? 0;
  return [...rank]
    .sort(([a, x], [b, y]) => y - x || place(a) - place(b))
    .slice(0, MOST_CHOICES)
    .map(([concept]) => ({ label: describe(concept, held.has(concept.id)), value: concept.id }));
}

/** The names that each typed word begins a word of, with a slip of the thumb allowed in a longer one. */
function begunBy(typed: readonly string[], words: Words): readonly Concept[] {
  let begun: Name[] | undefined;
  for (const word of typed) {
    const having = new Set<Name>();
    const slips = word.length > 4 ? 1 : 0;
    for (const each of words.spellings.near(word, slips, true)) {
      if (!each.word.startsWith(word) && edits(word, each.word) > slips) continue;
      for (const name of words.names.get(each.word) ?? []) having.add(name);
    }
    begun = begun === undefined ? [...having] : begun.filter((name) => having.has(name));
    if (begun.length === 0) return [];
  }
  return (begun ?? []).map((name) => name.concept);
}

/** The words of names, and the names by their words. */
interface Words {
  readonly spellings: Spellings<Candidate>;
  readonly names: ReadonlyMap<string, readonly Name[]>;
}

/** The names that an option takes. */
interface Listing {
  readonly names: readonly Name[];
  /** Their concepts in the order of the alphabet. */
  readonly places: ReadonlyMap<Concept, number>;
  /** Only needed for names that are not found as they are typed. */
  readonly words: () => Words;
}

const listings = new WeakMap<EvidenceIndex, Map<OptionKind, Listing>>();

function listingOf(kind: OptionKind, index: EvidenceIndex): Listing {
  const known = listings.get(index) ?? new Map<OptionKind, Listing>();
  listings.set(index, known);
  const listing = known.get(kind) ?? listNames(index.vocabulary.names.filter((name) => accepts(kind)(name.concept)));
  known.set(kind, listing);
  return listing;
}

function listNames(names: readonly Name[]): Listing {
  const concepts = [...new Set(names.map((name) => name.concept))].sort((a, b) => a.label.localeCompare(b.label));
  let words: Words | undefined;
  return {
    names,
    places: new Map(concepts.map((concept, place) => [concept, place])),
    words: () => {
      words ??= wordsOf(names);
      return words;
    },
  };
}

function wordsOf(names: readonly Name[]): Words {
  const byWord = new Map<string, Name[]>();
  for (const name of names) {
    for (const { word } of tokenize(name.text)) {
      const having = byWord.get(word);
      if (having) having.push(name);
      else byWord.set(word, [name]);
    }
  }
  return { spellings: new Spellings([...byWord.keys()].map((word) => ({ word, stands: word }))), names: byWord };
}

const heldCache = new WeakMap<EvidenceIndex, ReadonlySet<string>>();

/** Concepts that some finding is about. */
export function heldIn(index: EvidenceIndex): ReadonlySet<string> {
  const known = heldCache.get(index);
  if (known) return known;
  const held = new Set(index.profiles.flatMap((profile) => [...profile.direct]));
  heldCache.set(index, held);
  return held;
}

function describe(concept: Concept, isHeld: boolean): string {
  const expansion = concept.expansion
    ? ` (${concept.expansion})`
    : concept.brands.length > 0
      ? ` (${concept.brands.slice(0, 2).join(', ')})`
      : '';
  const label = `${concept.label}${expansion} · ${concept.kind}${isHeld ? '' : ' · not in the evidence'}`;
  return label.length <= LONGEST_LABEL ? label : concept.label.slice(0, LONGEST_LABEL);
}
