import type { Corpus } from './evidence/corpus.js';
import type { Concept, Source } from './evidence/schema.js';
import { evidenceVersion } from './evidence/version.js';
import { type Packed, pack, unpack } from './packed.js';
import { type PackedProfile, packProfile } from './question/packed-profile.js';
import { type Profile, profileOf } from './question/profile.js';
import { createVocabulary, type NamedConcepts, nameConcepts } from './question/vocabulary.js';
import { type Indexed, indexDocuments, type SearchDocument } from './retrieval/indexed.js';
import { tokenize } from './retrieval/tokens.js';

/**
 * All that can be worked out from the seeds alone. It is data only, so that a build can write it to a
 * file and a thread can hand it to another with what is shared in it still shared.
 */
export interface Prepared {
  readonly corpus: Corpus;
  readonly version: string;
  /** The concepts of the corpus, and its sources as concepts. */
  readonly named: NamedConcepts;
  /** Of every finding, in the order of the corpus. */
  readonly profiles: readonly PackedProfile[];
  /** Normalized words of all names and findings, without those that have digits. */
  readonly words: Packed;
  /** The findings, as they are ranked. */
  readonly indexed: Indexed;
}

/** Works out of a corpus what questions are held against. */
export function prepare(corpus: Corpus): Prepared {
  const named = nameConcepts([...corpus.concepts.values(), ...corpus.sources.map(asConcept)]);
  const vocabulary = createVocabulary(named);
  const profiles = [...corpus.findings.values()].map((finding) => profileOf(finding, vocabulary));
  return {
    corpus,
    version: evidenceVersion(corpus),
    named,
    profiles: profiles.map(packProfile),
    words: wordsOf(profiles, named),
    indexed: indexDocuments(profiles.map((profile) => asDocument(profile, named))),
  };
}

/** A finding as it is ranked: what it is about is its title. */
const asDocument = ({ finding: { item }, direct }: Profile, { concepts }: NamedConcepts): SearchDocument => ({
  id: item.id,
  title: [...direct].map((id) => concepts.get(id)?.label ?? '').join(' '),
  text: [item.statement, ...item.keywords].join('\n'),
});

function asConcept(source: Source): Concept {
  const first = source.citation.authors[0] ?? source.citation.interviewee;
  const name = first && ('organization' in first ? first.organization : first.family);
  const family = name === undefined ? [] : [name, `${name} et al`];
  return {
    id: source.id,
    label: source.label,
    kind: 'source',
    aliases: [...new Set([...source.aliases, ...family])],
    cased: [],
    brands: [],
    parents: [],
    targets: [],
    components: [],
  };
}

function wordsOf(profiles: readonly Profile[], named: NamedConcepts): Packed {
  const texts = profiles.flatMap(({ finding: { item, source } }) => [
    item.statement,
    ...item.keywords,
    source.cohorts[item.population]?.label ?? '',
  ]);
  const words = [...unpack(named.words), ...texts.flatMap((text) => tokenize(text).map((token) => token.word))];
  return pack(new Set(words.filter((word) => !/\d/u.test(word))));
}
