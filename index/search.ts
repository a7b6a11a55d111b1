import type { Corpus, Finding } from './evidence/corpus.js';
import type { Paragraph, SourceDocument } from './evidence/documents.js';
import { type Located, locate } from './evidence/locator.js';
import type { Concept, ConceptKind, Source } from './evidence/schema.js';
import { unpack } from './packed.js';
import type { Prepared } from './prepared.js';
import { alternativesOf, choicesOf, clausesOf, MOST_PIECES } from './question/alternatives.js';
import { answers, unmetBy } from './question/coverage.js';
import { slotKey, type Unmet } from './question/demands.js';
import type { English } from './question/english.js';
import { isStillAsked, leftOutBy, loosened } from './question/loosened.js';
import { openProfile } from './question/packed-profile.js';
import { beginningOf, isPasted } from './question/pasted.js';
import type { Profile } from './question/profile.js';
import type { Question } from './question/question.js';
import { Spellings, similar } from './question/spelling.js';
import { type Lexicon, type Named, namedIn, understand } from './question/understand.js';
import { createVocabulary, isTherapy, keyOf, THERAPIES, type Vocabulary } from './question/vocabulary.js';
import { closeness } from './ranking.js';
import { createEngine, openEngine } from './retrieval/engine.js';
import { quoteOf } from './retrieval/sentences.js';

/** A finding that answers, with what it covers. */
export interface Match {
  readonly finding: Finding;
  readonly profile: Profile;
  readonly score: number;
}

/** A finding that comes near, and what it lacks. */
export interface Near {
  readonly finding: Finding;
  readonly unmet: readonly Unmet[];
}

/** One part of a question and what the evidence has for it. */
export interface Part {
  readonly question: Question;
  readonly matches: readonly Match[];
  /** Where nothing matches: what the nearest findings lack, and slots that no finding has at all first. */
  readonly unmet: readonly Unmet[];
  /** What no finding has at all. */
  readonly nowhere: readonly Unmet[];
  readonly near: readonly Near[];
  /** Ordinary words, as typed, that no finding has; the matches answer without them. */
  readonly leftOut: readonly string[];
}

export interface SearchResult {
  readonly question: Question;
  readonly parts: readonly [Part, ...Part[]];
}

/** A paragraph that no item covers. */
interface Uncurated {
  readonly source: Source;
  readonly paragraph: Paragraph;
}

/** What to quote of a paragraph that no item covers: exactly as printed, the whole or its most telling sentence. */
export interface UncuratedPassage extends Uncurated {
  readonly quote: string;
}

/** The evidence, ready to be asked. Pure: the same question always gives the same result. */
export interface EvidenceIndex {
  readonly corpus: Corpus;
  /** Eight characters that change with any curated content. */
  readonly version: string;
  readonly vocabulary: Vocabulary;
  /** Copies at hand by source id. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
  readonly profiles: readonly Profile[];
  readonly understand: (text: string) => Question;
  /** What a text names, each mention by itself; spelling is mended where `mends` says so. */
  readonly namedIn: (text: string, mends: boolean) => Named;
  /** Question → findings. `within` keeps only findings that pass, for commands that are about one thing. */
  readonly search: (question: Question, within?: (profile: Profile) => boolean) => SearchResult;
  /** The first passage of a finding, as it stands in the copy at hand. */
  readonly quote: (finding: Finding) => Located;
  /** Every passage of a finding. */
  readonly quotes: (finding: Finding) => readonly Located[];
  /** Paragraphs nobody curated that share words with a text; only with documents at hand. */
  readonly passages: (text: string, limit: number) => readonly UncuratedPassage[];
  /** Concepts named like this text: exact, alias, prefix, then spelling distance. */
  readonly lookUp: (text: string, accepts: (concept: Concept) => boolean) => LookUp;
  /** Concepts whose names are spelled nearly like this key, the nearest first. */
  readonly near: (key: string, accepts: (concept: Concept) => boolean, limit: number) => readonly Concept[];
}

/** The result of looking a single name up. */
export type LookUp =
  | { readonly status: 'found'; readonly concept: Concept; readonly corrected?: string }
  | { readonly status: 'unknown'; readonly similar: readonly Concept[] };

const NEAR_LIMIT = 3;
/** What an ordinary word that a finding lacks takes from its score. */
const LEFT_OUT = 1;
/** How often the pieces of a question are taken apart again. */
const DEEPEST = 2;

export function createIndex(
  { corpus, version, named, profiles: packed, words, indexed }: Prepared,
  documents: ReadonlyMap<string, SourceDocument>,
  english: English,
): EvidenceIndex {
  const vocabulary = createVocabulary(named);
  const profiles = packed.map(openProfile);
  const byId = new Map(profiles.map((profile) => [profile.finding.item.id, profile]));
  // What no answer needs but some do is made when the first of them asks for it.
  const engine = once(() => openEngine(indexed, vocabulary.words));
  const uncurated = once(() => uncuratedOf(corpus, documents));
  const passageEngine = once(() =>
    createEngine(
      [...uncurated()].map(([id, { source, paragraph }]) => ({ id, title: source.label, text: paragraph.text })),
      vocabulary.words,
    ),
  );
  const lexicon: Lexicon = { vocabulary, words: new Set(unpack(words)), english, held: heldBy(profiles) };
  const names = once(
    () => new Spellings(vocabulary.names.map(({ key, concept }) => ({ word: key, stands: concept.id, concept }))),
  );

  const lexicalIn = (question: Question): ((profile: Profile) => number) => {
    const scores = new Map(
      engine()
        .search(question.text)
        .map((hit) => [hit.id, hit.score]),
    );
    const best = Math.max(1e-9, ...scores.values());
    return (profile) => (scores.get(profile.finding.item.id) ?? 0) / best;
  };

  const part = (question: Question, within: (profile: Profile) => boolean): Part => {
    const answering = namesSomething(question)
      ? profiles.filter((profile) => within(profile) && answers(profile, question, vocabulary))
      : [];
    const lexical = answering.length > 1 ? lexicalIn(question) : () => 0;
    const matches = answering
      .map((profile) => ({
        profile,
        finding: profile.finding,
        score: closeness(profile, question, vocabulary) + 2 * lexical(profile),
      }))
      .sort((a, b) => b.score - a.score);
    return { question, matches, unmet: [], nowhere: [], near: [], leftOut: [] };
  };

  /** The findings that answer but for ordinary words; those that lack the fewest. */
  const looseMatches = (question: Question, within: (profile: Profile) => boolean): Part | undefined => {
    const loose = loosened(question);
    if (!loose) return undefined;
    // All findings are ranked for it, and mostly none of them answers.
    const lexical = once(() => lexicalIn(question));
    const matches = profiles.flatMap((profile) => {
      if (!within(profile) || !answers(profile, loose.core, vocabulary)) return [];
      const leftOut = leftOutBy(profile, loose);
      if (!isStillAsked(profile, loose, leftOut)) return [];
      const score = closeness(profile, loose.core, vocabulary) + 2 * lexical()(profile) - LEFT_OUT * leftOut.length;
      return [{ profile, finding: profile.finding, score, leftOut }];
    });
    matches.sort((a, b) => b.score - a.score);
    const [lead] = matches;
    return lead && { question: loose.core, matches, unmet: [], nowhere: [], near: [], leftOut: lead.leftOut };
  };

  /** Adds to a part that nothing answers what is missing and what comes near. */
  const explained = (missed: Part, within: (profile: Profile) => boolean): Part => {
    const { question, matches } = missed;
    if (matches.length > 0) return missed;
    const lexical = lexicalIn(question);
    const asked = beginningOf(question);
    const held = profiles.filter(within).map((profile) => ({ profile, unmet: unmetBy(profile, asked, vocabulary) }));
    const subjects = subjectsOf(asked);
    const ranked = held
      .filter(({ profile, unmet }) => sharesSubject(profile, subjects, unmet))
      .map((each) => ({ ...each, distance: distance(each.unmet) }))
      .sort((a, b) => a.distance - b.distance || lexical(b.profile) - lexical(a.profile));
    const nowhere = commonTo(held.map((each) => each.unmet));
    return {
      question,
      matches,
      leftOut: [],
      unmet: nowhere.length > 0 ? nowhere : (ranked[0]?.unmet ?? []),
      nowhere,
      near: ranked.slice(0, NEAR_LIMIT).map(({ profile, unmet }) => ({ finding: profile.finding, unmet })),
    };
  };

  const search = (question: Question, within: (profile: Profile) => boolean, depth = 0): SearchResult => {
    const whole = part(question, within);
    if (whole.matches.length > 0 || isPasted(question)) return { question, parts: [whole] };
    const loose = looseMatches(question, within);
    if (loose) return { question, parts: [loose] };
    if (depth === DEEPEST) return { question, parts: [whole] };
    // The pieces of a text still have the whole of it, whose clauses were tried.
    const clauses = depth === 0 ? clausesOf(question, lexicon) : [];
    // "Early relapse <6 mo? 2-year OS?": what the first clause narrows, the second must not answer for everybody.
    const continues = (pieces: readonly Question[]) =>
      pieces === clauses &&
      pieces.slice(1).some((piece) => piece.slots.some((slot) => pieces[0]?.slots.includes(slot)));
    for (const pieces of [clauses, ...alternativesOf(question)]) {
      if (pieces.length > MOST_PIECES) continue;
      const parts = pieces.flatMap((piece) => search(piece, within, depth + 1).parts);
      const [first, ...others] = parts;
      if (first && first.matches.length === 0 && continues(pieces)) continue;
      if (first && others.length > 0 && parts.some((each) => each.matches.length > 0))
        return { question, parts: [first, ...others] };
    }
    const chosen = choicesOf(question)
      .map((piece) => part(piece, within))
      .filter((each) => each.matches.length > 0);
    const [first, ...others] = chosen;
    return { question, parts: first ? [first, ...others] : [whole] };
  };

  const near: EvidenceIndex['near'] = (key, accepts, limit) =>
    similar(key, names(), limit, ({ concept }) => accepts(concept)).map(({ concept }) => concept);

  return {
    corpus,
    version,
    vocabulary,
    documents,
    profiles,
    understand: (text) => understand(text, lexicon),
    namedIn: (text, mends) => namedIn(text, lexicon, mends),
    search: (question, within = () => true) => {
      const { parts } = search(question, within);
      const [first, ...others] = parts;
      return { question, parts: [explained(first, within), ...others.map((each) => explained(each, within))] };
    },
    quote: (finding) => locateFirst(finding, documents),
    quotes: (finding) => finding.item.locators.map((locator) => locate(locator, documents.get(finding.source.id))),
    passages: (text, limit) =>
      passageEngine()
        .search(text, limit)
        .flatMap((hit) => uncurated().get(hit.id) ?? [])
        .map((found) => {
          const order = (sentences: readonly string[]) => passageEngine().sentences(text, sentences);
          return { ...found, quote: quoteOf(found.paragraph.text, order) };
        }),
    near,
    lookUp: (text, accepts) => {
      const [exact] = vocabulary.find(text).filter(accepts);
      if (exact) return { status: 'found', concept: exact };
      const key = keyOf(text);
      const starting = [
        ...new Set(
          key.length < 3
            ? []
            : names().all.flatMap(({ word, concept }) => (word.startsWith(key) && accepts(concept) ? concept : [])),
        ),
      ];
      if (starting.length === 1 && starting[0] && byName(starting[0], byId))
        return { status: 'found', concept: starting[0], corrected: text };
      const question = understand(text, lexicon);
      const corrected = question.slots.filter((slot) => accepts(slot.concept));
      if (corrected.length === 1 && corrected[0] && question.corrections.length > 0 && question.words.length === 0)
        return { status: 'found', concept: corrected[0].concept, corrected: text };
      return { status: 'unknown', similar: [...new Set([...starting, ...near(key, accepts, 5)])].slice(0, 5) };
    },
  };
}

const heldBy = (profiles: readonly Profile[]): ReadonlySet<string> =>
  new Set(profiles.flatMap((profile) => [...profile.covers]));

/** Makes something when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A prefix is only completed to a name that some finding is about. */
const byName = (concept: Concept, profiles: ReadonlyMap<string, Profile>): boolean =>
  [...profiles.values()].some((profile) => profile.direct.has(concept.id));

function uncuratedOf(corpus: Corpus, documents: ReadonlyMap<string, SourceDocument>): ReadonlyMap<string, Uncurated> {
  const found = new Map<string, Uncurated>();
  for (const source of corpus.sources) {
    const curated = new Set(source.items.flatMap((item) => item.locators.map((locator) => locator.paragraph)));
    for (const paragraph of documents.get(source.id)?.paragraphs ?? []) {
      if (!curated.has(paragraph.number)) found.set(`${source.id}¶${paragraph.number}`, { source, paragraph });
    }
  }
  return found;
}

function locateFirst(finding: Finding, documents: ReadonlyMap<string, SourceDocument>): Located {
  const all = finding.item.locators.map((locator) => locate(locator, documents.get(finding.source.id)));
  return all.find((each) => each.status === 'quoted') ?? all[0] ?? { status: 'absent' };
}

/** Whether a question names anything at all; a lone small number leads nowhere. */
function namesSomething({ slots, words, durations, numbers }: Question): boolean {
  return slots.length + words.length + durations.length > 0 || numbers.some(({ number }) => number.length > 1);
}

/** What a question is about, by the keys under which a finding would lack it: not only its disease or its wording. */
const subjectsOf = ({ slots }: Question): readonly string[] =>
  slots.filter(({ concept }) => isTherapy(concept) || SUBJECTS.has(concept.kind)).map(slotKey);

const SUBJECTS: ReadonlySet<ConceptKind> = new Set(['measure', 'biomarker', 'trial', 'topic', 'source']);

/** Near findings share something that the question is about. */
const sharesSubject = ({ finding }: Profile, subjects: readonly string[], unmet: readonly Unmet[]): boolean =>
  finding.item.kind !== 'publication' && subjects.some((subject) => !unmet.some(({ key }) => key === subject));

/** How far a finding is from what was asked: another drug is farther than another time point. */
function distance(unmet: readonly Unmet[]): number {
  const weight = ({ kind }: Unmet) =>
    THERAPIES.has(kind as ConceptKind)
      ? 4
      : kind === 'biomarker' || kind === 'disease' || kind === 'age' || kind === 'measure'
        ? 2
        : 1;
  return unmet.reduce((sum, each) => sum + weight(each), 0);
}

/** What every finding lacks: those parts of the question are nowhere in the evidence. */
function commonTo(all: readonly (readonly Unmet[])[]): readonly Unmet[] {
  const [first = [], ...others] = all;
  return first.filter(({ key }) => others.every((unmet) => unmet.some((each) => each.key === key)));
}
