import { creatorsOf } from '../../evidence/citations/names.js';
import type { Finding } from '../../evidence/corpus.js';
import type { Kind } from './kind.js';

const INSTITUTION = /\b(?:Hospitals?|Universit(?:y|ies|eit)|Institut(?:e|ion)s?|Cent(?:er|re)s?|Clinics?)\b/u;
/** A place has a proper name, or is a kind of place that has one; a meeting and a month are none. */
const PLACE =
  /\b(?:Hospitals?|Universit(?:y|ies)|Institut(?:e|ion)s?|Cent(?:er|re)s?|Clinics?|countries)\b|\b(?:in|from|at|across)\s+(?:the\s+)?(?!January|February|March|April|May|June|July|August|September|October|November|December|AML|ALL|CR|MRD|CAR)\p{Lu}[\p{Ll}.]*/u;
const PLACE_ASKED = String.raw`\b(?:what|which)\s+(?:city|cities|towns?|countr(?:y|ies)|continents?|provinces?|hospitals?|universit(?:y|ies)|institut(?:ion|e)s?|clinics?)\b|\bwhere\s+(?:was|were|is|are|did|does|do|has|have)\b.*\b(?:held|takes?\s+place|took\s+place|done|conducted|performed|carried\s+out|located|based|works?|presented|hosted|enrolled|recruited)\b`;
/** Somebody by what they are; names are those of the source. */
const PEOPLE =
  /\b(?:patients?|children|adults?|participants?|people|persons?|women|men|those|authors?|team|group|committees?|boards?|investigators?|researchers?|clinicians?|physicians?|doctors?|professor|editors?|reviewers?|company|et al|donors?|siblings?)\b/iu;

/** Whether a text names somebody who made the source, or the organization that did. */
const namesCreator = (text: string, source: Finding['source']): boolean =>
  creatorsOf(source).some((each) => text.includes('organization' in each ? each.organization : each.family));

/** Who, and where. */
export const PEOPLE_AND_PLACES = {
  place: {
    asks: new RegExp(PLACE_ASKED, 'iu'),
    isTold: ({ item: { statement } }) => PLACE.test(statement),
  },
  affiliation: {
    asks: /\bwhere\b.*\bworks?\b|\baffiliat(?:ed|ions?)\b/iu,
    isTold: ({ item: { statement } }) => INSTITUTION.test(statement),
  },
  // Where those work who wrote of a study is not where it was done.
  site: {
    asks: new RegExp(
      String.raw`^(?=.*\b(?:trials?|study|studies|patients?|pts|children|kids|cohort)\b)(?!.*\b(?:authors?|editorial|wrote|works?|affiliat\w+|based)\b).*(?:${PLACE_ASKED})`,
      'iu',
    ),
    isTold: ({ item: { about, statement } }) => PLACE.test(statement) && !about.includes('authorship'),
  },
  person: {
    asks: /^(?:(?:so|and|but|ok|hi|hey|by|with|to|from)\s+)?who(?:m|se)?\b(?!\s+(?:makes?|markets?|sells?|manufactur\w+|produces?|develops?|developed|says?|said|thinks?|believes?)\b)/iu,
    isTold: ({ item: { statement }, source }) => PEOPLE.test(statement) || namesCreator(statement, source),
  },
  author: {
    asks: /\b(?:first|last|senior|lead|corresponding|sole)\s+authors?\b|\bwho\s+(?:wrote|authored|penned)\b|\bwho(?:'s|\s+(?:is|are|was|were))\s+(?:the\s+)?authors?\b|\bnames?\s+of\s+the\s+authors?\b/iu,
    isTold: ({ item: { about } }) => about.includes('authorship'),
  },
} satisfies Readonly<Record<string, Kind>>;
