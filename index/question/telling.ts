import { creatorsOf } from '../evidence/citations/names.js';
import type { Finding } from '../evidence/corpus.js';
import { numbersIn } from '../evidence/numbers.js';
import type { Statistic } from '../evidence/schema.js';

/**
 * What an answer must tell where the wording of a question asks for it: a reason, a time, a place (of a study: its site),
 * somebody (of a text: its author), a technique, the first among several, parts by themselves, or several together.
 */
export type Telling =
  | 'reason'
  | 'year'
  | 'date'
  | 'span'
  | 'moment'
  | 'often'
  | 'limit'
  | 'place'
  | 'site'
  | 'person'
  | 'author'
  | 'technique'
  | 'rank'
  | 'apart'
  | 'together';

interface Kind {
  readonly asks: RegExp;
  readonly isTold: (finding: Finding) => boolean;
}

const YEAR = /^(?:19|20)\d\d$/u;
/** Kinds that are reasons in themselves; others give one only where they say so, and a definition never. */
const REASONS: ReadonlySet<string> = new Set(['position', 'limitation', 'method']);
const CAUSE =
  /\b(?:because|since|due to|owing to|caused?|causes|so that|in order to|reasons?|led to|explain\w*|attributed|therefore|to avoid|unless|if)\b/iu;
const MOMENT =
  /\b(?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December|hours?|days?|weeks?|months?|years?|after|before|once|until|when|while|during|upon|following|early|late|at|from|since|first)\b/u;
const DATE = /\b(?:19|20)\d\d\b/u;
const SPAN = /\b(?:since|from|until|till|between)\b/iu;
const OFTEN =
  /\b(?:every|daily|weekly|monthly|yearly|each|per|times|once|twice|regularly|repeated(?:ly)?|again|serial(?:ly)?|frequent\w*|often|rare(?:ly)?|common\w*|always|never)\b/iu;
/** Such figures say how long rather than how often. */
const TIME_UNIT = /\b(?:hours?|days?|weeks?|months?|years?)\b/u;
const LIMIT =
  /\b(?:thresholds?|cut-?offs?|limits?|below|above|under|over|(?:less|more|lower|higher|fewer|greater)\s+than|at\s+(?:least|most)|up\s+to|or\s+(?:more|less|higher|lower|fewer|greater)|significan\w+)\b|[<>≤≥]/iu;
/** A place has a proper name, or is a kind of place that has one; a meeting and a month are none. */
const PLACE =
  /\b(?:Hospitals?|Universit(?:y|ies)|Institut(?:e|ion)s?|Cent(?:er|re)s?|Clinics?|countries)\b|\b(?:in|from|at|across)\s+(?:the\s+)?(?!January|February|March|April|May|June|July|August|September|October|November|December|AML|ALL|CR|MRD|CAR)\p{Lu}[\p{Ll}.]*/u;
const PLACE_ASKED = String.raw`\b(?:what|which)\s+(?:city|cities|towns?|countr(?:y|ies)|continents?|provinces?|hospitals?|universit(?:y|ies)|institut(?:ion|e)s?|clinics?)\b|\bwhere\s+(?:was|were|is|are|did|does|do|has|have)\b.*\b(?:held|takes?\s+place|took\s+place|done|conducted|performed|carried\s+out|located|based|works?|presented|hosted|enrolled|recruited)\b`;
/** By what something was measured or judged. */
const TECHNIQUE =
  /\b(?:by(?!\s+(?:day|week|month|year|the\s+(?:end|time)|then|\d))|using|via|through|according\s+to)\b|\b(?:cytometry|PCR|sequencing|NGS|karyotyping|FISH|assays?|methods?|tests?|models?|regression|criteria|guidelines?|scales?|scores?|panels?|estimators?|software|microscopy|morphology)\b/iu;
/** Several counted or told as one. */
const TOGETHER =
  /\b(?:both|together|combined|jointly|simultaneous(?:ly)?|concurrent(?:ly)?|co-?(?:mutat|occur)\w*)\b/iu;
const COMPARED: ReadonlySet<string> = new Set(['p-value', 'hazard-ratio']);

/** Somebody by what they are; names are those of the source. */
const PEOPLE =
  /\b(?:patients?|children|adults?|participants?|people|persons?|women|men|those|authors?|team|group|committees?|boards?|investigators?|researchers?|clinicians?|physicians?|doctors?|professor|editors?|reviewers?|company|et al|donors?|siblings?)\b/iu;

/** One of several is singled out in words. */
const RANKED =
  /\b(?:most(?!\s+(?:of|patients|children|people)\b)|least|best|worst|main(?:ly)?|chief(?:ly)?|majority|than|better|worse|superior|inferior|prefer\w*|favou?rs?|leading|optimal|(?!request|interest|latest)\p{L}{3,}est)\b/iu;

const KINDS: Readonly<Record<Telling, Kind>> = {
  reason: {
    asks: /\b(?:why|how\s+come|what\s+explains?|what(?:'s|\s+(?:is|was|are|were))\s+the\s+reasons?)\b/iu,
    isTold: ({ item: { kind, statement } }) => REASONS.has(kind) || (kind !== 'definition' && CAUSE.test(statement)),
  },
  year: {
    asks: /\b(?:what|which)\s+year\b|\(\s*year\b/iu,
    isTold: ({ item: { statement } }) => numbersIn(statement).some((number) => YEAR.test(number)),
  },
  date: {
    asks: /\b(?:what|which)\s+dates?\b/iu,
    isTold: ({ item: { statement } }) => DATE.test(statement),
  },
  span: {
    asks: /\b(?:since\s+when|until\s+when|from\s+when\s+(?:until|till?|to)\s+when|(?:over|during|in)\s+(?:what|which)\s+(?:period|years))\b/iu,
    isTold: ({ item: { statement } }) => DATE.test(statement) && SPAN.test(statement),
  },
  often: {
    asks: /\bhow\s+often\b/iu,
    isTold: ({ item: { statement, statistics } }) =>
      OFTEN.test(statement) || statistics.some((each) => !('unit' in each && TIME_UNIT.test(each.unit))),
  },
  limit: {
    asks: /(?<!\bdata\s+)\b(?:thresholds?|cut-?\s?offs?|detection\s+limits?)\b/iu,
    isTold: ({ item: { statement, statistics } }) => textsOf(statement, statistics).some((text) => LIMIT.test(text)),
  },
  moment: {
    asks: /^(?:(?:so|and|but|ok|hi|hey)\s+)?when\s+(?:was|were|did|will|has|have)\b(?!.*\b(?:called|considered|defined|regarded|counted|deemed)\b)/iu,
    isTold: ({ item: { statement, statistics } }) =>
      MOMENT.test(statement) || statistics.some((each) => 'unit' in each),
  },
  place: {
    asks: new RegExp(PLACE_ASKED, 'iu'),
    isTold: ({ item: { statement } }) => PLACE.test(statement),
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
  technique: {
    asks: /\b(?:by|with|using|through)\s+(?:which|what)\s+(?:methods?|techniques?|assays?|tests?|modalit(?:y|ies)|tools?)\b|\b(?:which|what)\s+(?:methods?|techniques?|assays?|modalit(?:y|ies))\s+(?:was|were|is|are|did|do)\b|\bhow\s+(?:was|were|is|are)\b.*\b(?:measured|detected|tested|quantified)\b/iu,
    isTold: ({ item: { statement } }) => TECHNIQUE.test(statement),
  },
  rank: {
    asks: /\bwhich\b.*\b(?:best|worst|safest|highest|lowest|largest|smallest|longest|shortest|commonest|the\s+(?:most|least)(?!\s+of\b)|(?:most|least)\s+(?:common|frequent|often|\p{L}+(?:ive|able|ed|ic|ous|al|ing|[ae]nt)))\b/iu,
    isTold: ({ item: { statement, statistics } }) => RANKED.test(statement) || statistics.length > 1,
  },
  apart: {
    asks: /\bseparately\b(?!\s+from)|\bbroken\s+down\b/iu,
    isTold: ({ item: { statistics } }) => statistics.filter(({ kind }) => !COMPARED.has(kind)).length !== 1,
  },
  together: {
    asks: /^(?=.*\b(?:how\s+many|number|percent\w*|proportion|share|rate)\b).*(?:\b(?:had|have|has|having|with|carr\w+|harbou?r\w*|gained|acquired|develop\w*|show\w*)\s+both\s+(?!arms?\b|groups?\b|sides?\b|studies\b)(?:\S+\s+){1,5}?and\b|\bco-?(?:mutat|occur)\w*)/iu,
    isTold: ({ item: { statement, statistics } }) =>
      [statement, ...statistics.map((each) => ('label' in each ? (each.label ?? '') : ''))].some((text) =>
        TOGETHER.test(text),
      ),
  },
};

const textsOf = (statement: string, statistics: readonly Statistic[]): readonly string[] => [
  statement,
  ...statistics.map((each) => ('label' in each ? (each.label ?? '') : '')),
];

/** Whether a text names somebody who made the source, or the organization that did. */
const namesCreator = (text: string, source: Finding['source']): boolean =>
  creatorsOf(source).some((each) => text.includes('organization' in each ? each.organization : each.family));

const TELLINGS = Object.keys(KINDS) as readonly Telling[];

/** Reads what an answer must tell. */
export const tellingIn = (text: string): readonly Telling[] =>
  TELLINGS.filter((each) => KINDS[each].asks.test(text.trim()));

/** Whether a finding tells all of it. */
export const isTold = (finding: Finding, tells: readonly Telling[]): boolean =>
  tells.every((each) => KINDS[each].isTold(finding));
