import type { Concept, ConceptKind } from '../evidence/schema.js';
import { type Packed, pack, unpack } from '../packed.js';
import { normalizeWord, singular, type Token, tokenize } from '../retrieval/tokens.js';
import { isPlain } from './plain-words.js';

/** A concept named in a text: tokens `from` to `to` (exclusive). */
export interface Mention {
  readonly concept: Concept;
  readonly from: number;
  readonly to: number;
}

/** A name by which a concept can be looked up. */
export interface Name {
  readonly text: string;
  /** Words without separators, normalized. */
  readonly key: string;
  /** Of how many words it is. */
  readonly words: number;
  readonly concept: Concept;
}

/** Knows what a text is about. */
export interface Vocabulary {
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly names: readonly Name[];
  /** Every word of every name. */
  readonly words: ReadonlySet<string>;
  /** Concepts with components. */
  readonly regimens: readonly Concept[];
  /** The concepts a text names, longest names first, without overlap. */
  readonly mentionsIn: (tokens: readonly Token[], text: string) => readonly Mention[];
  /** The concept of exactly this name (id, label or alias; case only counts where nothing else fits). */
  readonly find: (text: string) => readonly Concept[];
  /** The concept and everything broader. */
  readonly broader: (id: string) => ReadonlySet<string>;
  /** Concepts that name this one as a parent, directly or further down. */
  readonly narrower: (id: string) => readonly Concept[];
}

/** Concepts that are given to patients. */
export const THERAPIES: ReadonlySet<ConceptKind> = new Set([
  'agent',
  'cell-therapy',
  'procedure',
  'class',
  'regimen',
  'strategy',
]);
export const isTherapy = (concept: Concept): boolean => THERAPIES.has(concept.kind);

/** Words of one name, joined: "FLT3-ITD", "FLT3 ITD" and "flt3itd" are one key. */
export const keyOf = (text: string): string => joinedKey(tokenize(text));

const joinedKey = (tokens: readonly Token[]): string => tokens.map((token) => singular(token.word)).join('');

/** The same with case, for names such as GO and ALL. */
const casedKeyOf = (text: string): string => text.replace(/[^\p{L}\p{N}+]/gu, '');

/** What ends a name: "AML, newly diagnosed" are two. */
const APART = /[,;:?!()\n]|\.\s/u;
const LONGEST_NAME = 11;
/** A name of one short word that is written apart could be any word: "B-ALL" is no ball. */
const SHORTEST_JOINED = 5;

/**
 * Concepts with their names as they are compared: data only, so that it can be kept. The names stand in columns: nine
 * thousand objects would take longer to read than to make.
 */
export interface NamedConcepts {
  readonly concepts: ReadonlyMap<string, Concept>;
  /** For each name its text, its key, of how many words it is, its concept by place, and 1 where case tells it from a word. */
  readonly texts: Packed;
  readonly keys: Packed;
  readonly counts: Uint16Array;
  readonly owners: Uint16Array;
  readonly cased: Uint8Array;
  /** Every word of every name. */
  readonly words: Packed;
}

/** Takes the names of concepts apart. */
export function nameConcepts(concepts: Iterable<Concept>): NamedConcepts {
  const byId = new Map([...concepts].map((each) => [each.id, each]));
  const texts: string[] = [];
  const keys: string[] = [];
  const counts: number[] = [];
  const owners: number[] = [];
  const cased: number[] = [];
  const words = new Set<string>();
  const add = (owner: number, text: string, isCased: boolean) => {
    const tokens = tokenize(text);
    const key = joinedKey(tokens);
    if (key === '') return;
    for (const token of tokens) words.add(token.word);
    texts.push(text.replace(/\s+/gu, ' '));
    keys.push(key);
    counts.push(tokens.length);
    owners.push(owner);
    cased.push(Number(isCased));
  };
  for (const [owner, concept] of [...byId.values()].entries()) {
    for (const text of namesOf(concept)) add(owner, text, false);
    for (const text of concept.cased) add(owner, text, true);
  }
  return {
    concepts: byId,
    texts: pack(texts),
    keys: pack(keys),
    counts: Uint16Array.from(counts),
    owners: Uint16Array.from(owners),
    cased: Uint8Array.from(cased),
    words: pack(words),
  };
}

export function createVocabulary(named: NamedConcepts): Vocabulary {
  const byId = named.concepts;
  const byKey = new Map<string, readonly Concept[]>();
  const byCased = new Map<string, readonly Concept[]>();
  /** Cased names in another case: "ino" for InO, where no word is spelled so. */
  const byLoose = new Map<string, readonly Concept[]>();
  const joined = new Set<string>();
  const apart = new Set<string>();
  /** Most names lead to one concept: a list for each concept is enough for them. */
  const alone = new Map<Concept, readonly Concept[]>();
  const push = (map: Map<string, readonly Concept[]>, key: string, concept: Concept) => {
    const known = map.get(key);
    if (known?.includes(concept)) return;
    const single = alone.get(concept) ?? [concept];
    alone.set(concept, single);
    map.set(key, known ? [...known, concept] : single);
  };
  const concepts = [...byId.values()];
  const ownerOf = (at: number) => concepts[named.owners[at] as number] as Concept;
  const texts = unpack(named.texts);
  const keys = unpack(named.keys);
  for (const [at, text] of texts.entries()) {
    const [concept, key, words] = [ownerOf(at), keys[at] as string, named.counts[at] as number];
    if (named.cased[at]) {
      push(byCased, casedKeyOf(text), concept);
      if (key.length > 2 && concept.kind !== 'trial' && !isPlain(key) && !ENGLISH.has(key)) push(byLoose, key, concept);
    } else if (!concept.cased.includes(text)) {
      push(byKey, key, concept);
      (words === 1 ? joined : apart).add(key);
    }
  }

  const mentionsIn = (tokens: readonly Token[], text: string): readonly Mention[] => {
    const shouting = tokens.length > 2 && tokens.every((token) => token.typed === token.typed.toUpperCase());
    const found: Mention[] = [];
    for (let from = 0; from < tokens.length; ) {
      const mention = longestAt(tokens, text, from, shouting);
      if (mention.length === 0) from++;
      else {
        found.push(...mention);
        from = mention[0]?.to ?? from + 1;
      }
    }
    return found;
  };

  const longestAt = (tokens: readonly Token[], text: string, from: number, shouting: boolean): Mention[] => {
    let key = '';
    let cased = '';
    let best: Mention[] = [];
    let hasPlain = false;
    for (let to = from + 1; to <= Math.min(tokens.length, from + LONGEST_NAME); to++) {
      const token = tokens[to - 1];
      if (!token || (to > from + 1 && APART.test(text.slice(tokens[to - 2]?.end, token.start)))) break;
      key += singular(token.word);
      cased += token.typed;
      const alone = to === from + 1;
      const plain = alone && isPlain(token.word);
      if (isPlain(token.word)) hasPlain = true;
      const exact = shouting && plain ? undefined : byCased.get(cased);
      const isName =
        !alone || joined.has(key) || (/\D/u.test(key) && (key.length >= SHORTEST_JOINED || /\d/u.test(key)));
      // "Men in" is no menin: a name of one word is not put together from plain words.
      if (!alone && hasPlain && joined.has(key) && !apart.has(key)) continue;
      const hits = exact ?? (isName ? byKey.get(key) : undefined) ?? (alone ? byLoose.get(key) : undefined);
      if (hits) best = hits.map((concept) => ({ concept, from, to }));
    }
    return best;
  };

  /** Made when somebody looks through them. */
  let names: readonly Name[] | undefined;
  const narrowerOf = new Map<string, readonly Concept[]>();
  const broaderOf = new Map<string, ReadonlySet<string>>();
  const broader = (id: string): ReadonlySet<string> => {
    const known = broaderOf.get(id);
    if (known) return known;
    const all = new Set([id]);
    for (const each of all) for (const parent of byId.get(each)?.parents ?? []) all.add(parent);
    broaderOf.set(id, all);
    return all;
  };

  return {
    concepts: byId,
    get names() {
      names ??= texts.map((text, at) => ({
        text,
        key: keys[at] as string,
        words: named.counts[at] as number,
        concept: ownerOf(at),
      }));
      return names;
    },
    words: new Set(unpack(named.words)),
    regimens: concepts.filter((each) => each.components.length > 0),
    mentionsIn,
    find: (text) => {
      const exact = byId.get(text.trim().toLowerCase());
      if (exact) return [exact];
      const key = keyOf(text);
      const any =
        byCased.get(casedKeyOf(text)) ??
        byKey.get(key) ??
        byLoose.get(key) ??
        [...byCased].find(([name]) => normalizeWord(name) === key)?.[1];
      return any ?? [];
    },
    broader,
    narrower: (id) => {
      const known = narrowerOf.get(id);
      if (known) return known;
      const all = concepts.filter((each) => each.id !== id && broader(each.id).has(id));
      narrowerOf.set(id, all);
      return all;
    },
  };
}

/** Every spelling of a concept that does not depend on case; a registry number is a name too. */
const namesOf = (concept: Concept): ReadonlySet<string> =>
  new Set([concept.label, ...concept.aliases, ...concept.brands, concept.expansion ?? '', concept.registry ?? '']);

/** Lower-case words of chats that are no abbreviation of ours. */
const ENGLISH: ReadonlySet<string> = new Set(['all', 'car', 'cap', 'ice', 'act', 'mac', 'met', 'gem', 'pro', 'sis']);
