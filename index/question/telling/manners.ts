import { type Kind, textsOf } from './kind.js';

/** Kinds that are reasons in themselves; others give one only where they say so, and a definition never. */
const REASONS: ReadonlySet<string> = new Set(['position', 'limitation', 'method']);
const CAUSE =
  /\b(?:because|since|due to|owing to|caused?|causes|so that|in order to|reasons?|led to|explain\w*|attributed|therefore|to avoid|unless|if)\b/iu;
const LIMIT =
  /\b(?:thresholds?|cut-?offs?|limits?|below|above|under|over|(?:less|more|lower|higher|fewer|greater)\s+than|at\s+(?:least|most)|up\s+to|or\s+(?:more|less|higher|lower|fewer|greater)|significan\w+)\b|[<>≤≥]/iu;
/** By what something was measured or judged. */
const TECHNIQUE =
  /\b(?:by(?!\s+(?:day|week|month|year|the\s+(?:end|time)|then|\d))|using|via|through|according\s+to)\b|\b(?:cytometry|PCR|sequencing|NGS|karyotyping|FISH|assays?|methods?|tests?|models?|regression|criteria|guidelines?|scales?|scores?|panels?|estimators?|software|microscopy|morphology)\b/iu;
/** Several counted or told as one. */
const TOGETHER =
  /\b(?:both|together|combined|jointly|simultaneous(?:ly)?|concurrent(?:ly)?|co-?(?:mutat|occur)\w*)\b/iu;
const COMPARED: ReadonlySet<string> = new Set(['p-value', 'hazard-ratio']);
/** One of several is singled out in words. */
const RANKED =
  /\b(?:most(?!\s+(?:of|patients|children|people)\b)|least|best|worst|main(?:ly)?|chief(?:ly)?|majority|than|better|worse|superior|inferior|prefer\w*|favou?rs?|leading|optimal|(?!request|interest|latest)\p{L}{3,}est)\b/iu;

/** Why, by what, from which value on, which of several, under which number, each by itself or several together. */
export const MANNERS = {
  reason: {
    asks: /\b(?:why|how\s+come|what\s+explains?|what(?:'s|\s+(?:is|was|are|were))\s+the\s+reasons?)\b/iu,
    isTold: ({ item: { kind, statement } }) => REASONS.has(kind) || (kind !== 'definition' && CAUSE.test(statement)),
  },
  technique: {
    asks: /\b(?:by|with|using|through)\s+(?:which|what)\s+(?:methods?|techniques?|assays?|tests?|modalit(?:y|ies)|tools?)\b|\b(?:which|what)\s+(?:methods?|techniques?|assays?|modalit(?:y|ies))\s+(?:was|were|is|are|did|do)\b|\bhow\s+(?:was|were|is|are)\b.*\b(?:measured|detected|tested|quantified)\b/iu,
    isTold: ({ item: { statement } }) => TECHNIQUE.test(statement),
  },
  limit: {
    asks: /(?<!\bdata\s+)\b(?:thresholds?|cut-?\s?offs?|detection\s+limits?)\b/iu,
    isTold: ({ item: { statement, statistics } }) => textsOf(statement, statistics).some((text) => LIMIT.test(text)),
  },
  identifier: {
    asks: /\b(?:doi|pmid|issn|isbn)\b/iu,
    isTold: ({ item: { statement } }) => /\b(?:DOI|PMID|ISSN|ISBN)\b|\b10\.\d{4,9}\//u.test(statement),
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
    isTold: ({ item: { statement, statistics } }) => textsOf(statement, statistics).some((text) => TOGETHER.test(text)),
  },
} satisfies Readonly<Record<string, Kind>>;
