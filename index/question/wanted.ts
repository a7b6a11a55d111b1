import type { Statistic } from '../evidence/schema.js';
import { numbersIn } from '../evidence/numbers.js';
import type { Profile } from './profile.js';
import type { Slot } from './understand.js';
import { isTherapy } from './vocabulary.js';

/** What form the answer must have. Words of a question that decide this never name a thing of their own. */
export interface Wanted {
  /** `percent`: a share or rate; `count`: how many; `any`: some figure; absent: words will do. */
  readonly figure?: 'percent' | 'count' | 'any';
  /** The figure is that of an outcome measure. */
  readonly measured?: boolean;
  /** What came of a treatment or trial: its use, its design or its plan is no answer. */
  readonly result: boolean;
  /** A unit that is counted: "how many days". */
  readonly unit?: string;
  /** Which kind of finding is asked for; orders answers only. */
  readonly prefers?: 'definition' | 'method' | 'reason';
}

const PERCENT = /\b(?:percent|percentage|proportion|fraction|rate|rates|incidence|probability)\b/iu;
/** A comparison can be answered in words. */
const COMPARISON =
  /\b(?:better|worse|superior|inferior|higher|lower|improve[sd]?|increase[sd]?|reduce[sd]?|gain|benefit|comparable|similar|differ(?:s|ence|ent)?|prolong(?:s|ed)?)\b/iu;
const UNIT = /\bhow\s+many\s+(days|weeks|months|years|cycles|courses|doses|mg|units|times)\b/iu;
const DEFINITION = /\b(?:what\s+(?:is|are|was)\s+(?:an?\s+|the\s+)?[^\s?]+\s*\??$|stands?\s+for|means?|meant|defin\w+|what\s+kind\s+of|what\s+type\s+of|count(?:s|ed)?\s+(?:as|for|from)|from\s+(?:when|what)|when\s+does\s+the\s+clock)\b|^what\s+(?:is|are)\s+\S+\s*\??$/iu;
const METHOD =
  /\b(?:how\s+(?:was|were|did|is|are)\b.*\b(?:measured|calculated|assessed|determined|estimated|compared|graded|monitored|analy[sz]ed|computed|evaluated|tested|detected|diagnosed|timed|chosen|selected|obtained|collected)|which\s+(?:tests?|methods?|models?|software)|methods?|methodology|timed|measured\s+from|from\s+when|by\s+which|(?:this|the)\s+(?:\S+\s+){0,4}(?:study|paper|trial))\b/iu;
const REASON = /\b(?:why|reasons?|explain(?:s|ed)?|because|due\s+to)\b/iu;
const COUNT = /\bhow\s+many\b|\bnumber\s+of\b|\bcounts?\s+of\b|#\s*of\b/iu;
const FIGURE = /\b(?:figure|value|exact|numbers?|how\s+(?:much|long|high|low|large|big|old|often))\b/iu;
const RESULT = /\b(?:results?|outcomes?|efficacy|effective|effectiveness|work|works|worked|best|better|worse|superior|inferior)\b/iu;
/** A verb or question word: without any, the question is a telegram and its measure asks for a figure. */
const SENTENCE =
  /\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|why|who|where|when|which|how|improve[sd]?|increase[sd]?|reduce[sd]?|prolong(?:s|ed)?|benefit(?:s|ed)?|affect(?:s|ed)?|differ(?:s|ed)?|define[sd]?|definition|mean|means|suggest|said|say|says|think|opinion|position|view|conclusion)\b/iu;

/** Topics that are asked for a figure. */
const FIGURED: ReadonlySet<string> = new Set(['dose', 'duration', 'sample-size']);
const DESCRIBED: ReadonlySet<string> = new Set(['topic', 'trial', 'source']);

/** Reads from the wording of a question what form its answer must have. */
export function wantedIn(text: string, slots: readonly Slot[], hasDuration: boolean): Wanted {
  const unit = UNIT.exec(text)?.[1]?.toLowerCase();
  const prefers = REASON.test(text) ? 'reason' : DEFINITION.test(text) ? 'definition' : METHOD.test(text) ? 'method' : undefined;
  return { ...formIn(text, slots, hasDuration), ...(unit ? { unit } : {}), ...(prefers ? { prefers } : {}) };
}

function formIn(text: string, slots: readonly Slot[], hasDuration: boolean): Pick<Wanted, 'figure' | 'measured' | 'result'> {
  const measures = slots.filter((slot) => slot.concept.kind === 'measure');
  const described = slots.some((slot) => DESCRIBED.has(slot.concept.kind) && !FIGURED.has(slot.concept.id));
  const result = RESULT.test(text) && slots.some((slot) => slot.concept.kind === 'trial' || isTherapy(slot.concept) || slot.concept.kind === 'topic');
  if (measures.length > 0 && !described) {
    if (COUNT.test(text)) return { figure: 'count', measured: true, result };
    if (PERCENT.test(text) && !COMPARISON.test(text)) return { figure: 'percent', measured: true, result };
    if (FIGURE.test(text) || hasDuration || !(SENTENCE.test(text) || COMPARISON.test(text))) return { figure: 'any', result };
  }
  if (COUNT.test(text)) return { figure: 'count', result };
  if (slots.some((slot) => FIGURED.has(slot.concept.id)) && !described) return { figure: 'any', result };
  return { result };
}

const IS_PERCENT: ReadonlySet<Statistic['kind']> = new Set(['proportion', 'rate']);
const IS_COUNT: ReadonlySet<Statistic['kind']> = new Set(['count', 'proportion', 'median', 'quantity', 'range']);
/** What was planned or defined is not what was found. */
const NOT_MEASURED: ReadonlySet<string> = new Set(['definition', 'method']);
const RESULT_KINDS: ReadonlySet<string> = new Set(['result', 'background', 'position', 'limitation', 'approval']);

/** Whether a finding has the form that is wanted. */
export function hasForm(profile: Profile, wanted: Wanted): boolean {
  const { item } = profile.finding;
  if (wanted.result && !RESULT_KINDS.has(item.kind)) return false;
  if (wanted.unit && !unitsOf(profile).includes(wanted.unit.replace(/s$/u, ''))) return false;
  if (wanted.figure === undefined) return true;
  if (wanted.measured && wanted.figure !== 'any' && NOT_MEASURED.has(item.kind)) return false;
  const kinds = item.statistics.map((each) => each.kind);
  const stated = !item.outcome && numbersIn(item.statement).length > 0;
  if (wanted.figure === 'percent') return kinds.some((kind) => IS_PERCENT.has(kind)) || kinds.some((kind) => kind === 'range' || kind === 'p-value' || kind === 'hazard-ratio');
  if (wanted.figure === 'count') return stated || kinds.some((kind) => IS_COUNT.has(kind));
  return stated || kinds.length > 0 || item.outcome !== undefined;
}

/** The units and labels of a finding's figures, as one text. */
function unitsOf({ finding: { item } }: Profile): string {
  const units = item.statistics.flatMap((each) => ['unit' in each ? each.unit : '', 'label' in each ? (each.label ?? '') : '']);
  return [...units, item.outcome ? '' : item.statement].join(' ').toLowerCase();
}
