import { eventsIn } from './at-event.js';
import { SUBGROUPS } from './contrasts.js';
import type { Slot, Wanted } from './question.js';
import { tellingIn } from './telling/telling.js';
import { isTherapy } from './vocabulary.js';
import type { Wording } from './wording.js';

const PERCENT = /\b(?:percent|percentage|proportion|fraction|rate|rates|incidence|probability|cum\.?\s+inc)\b/iu;
/** A comparison can be answered in words. */
const COMPARISON =
  /\b(?:better|worse|superior|inferior|higher|lower|improv(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|reduc(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|gain|benefit|comparable|similar|differ(?:s|ence|ent)?|prolong(?:s|ed)?|satisfactory)\b/iu;
const SHARE =
  /\b(?:(?:what|which)\s+(?:percentage|percent|proportion|fraction|share)|(?:percentage|proportion|share|fraction)\s+(?:of|with))\b/iu;
const PEOPLE =
  /\b(?:how\s+many|number\s+of)\s+(?:\w+\s+){0,3}(?:patients|pts|children|people|participants|kids|adults|individuals|subjects|women|men|males|females)\b|\b(?:patients|pts|children|people|kids)\b.*,\s*how\s+many\s*\??$|(?:^|[;,:]\s*)n\s+(?:in|of|for|with|per|on)\b|(?:^|[;,:]\s*)n\s+(?:\w+\s+){1,2}(?:arm|group|patients|pts)\b/iu;
const UNIT =
  /\b(?:how\s+many\s+(days|weeks|months|years|cycles|courses|doses|mg|units|times)|(?:on|at|in)\s+(?:which|what)\s+(days?|weeks?|months?))\b/iu;
const DEFINITION =
  /\b(?:stands?\s+for|means?(?!\s+(?:more|less|fewer)\b)|meant|(?<!re-?)defin\w+|criteri(?:a|on)|requir(?:ed|es)\s+for|needed\s+(?:for|to\s+(?:call|count|qualify|be))|what\s+kind\s+of\s+(?:drug|agent|inhibitor)|what\s+type\s+of\s+(?:drug|agent|inhibitor)|starting\s+point|from\s+which\s+(?:time\s*)?point|included\s+in\s+(?:cr|os|efs)|compris\w+|events?\s+(?:count|end)|count(?:s|ed)?\s+(?:as|for|from)|from\s+(?:when|what)|(?:from|since|on|at)\s+(?:what|which)\s+(?:moment|point|date|day|event)\b.*\b(?:count\w*|start\w*|begin|began|clock|r[ua]n|measur\w+|timed)|from\s+(?:what|which)\s+(?:moment|point|date|day|event)|time\s+zero|when\s+does\s+the\s+clock)\b|^what\s+(?:is|are)\s+(?:an?\s+)?[^\s?]+\s*\??$/iu;
const METHOD =
  /\b(?:how\s+(?:was|were|did|is|are)\b.*\b(?:measured|calculated|assessed|determined|estimated|compared|graded|monitored|analy[sz]ed|computed|evaluated|tested|detected|diagnosed|timed|chosen|selected|obtained|collected|classified|staged|handled)|(?:which|what)\s+(?:statistical\s+)?(?:tests?|methods?|models?|software)|methods?|methodology|timed|measured\s+from|from\s+when|by\s+which|significance\s+level|(?:one|two)-?\s*(?:sided|tailed))\b/iu;
/** The study as such: how it was done rather than what came of it. */
const STUDY = /\b(?:this|the)\s+(?:\S+\s+){0,4}(?:study|paper|trial)\b/iu;
/** Asks which way something went, in whatever study. */
const MORE = /\b(?:more|fewer|less|higher|lower|better|worse|longer|shorter)\b(?!\s+than\s+\d)/iu;
const POSITION =
  /\b(?:standard[\s-]of[\s-]care|options?|should|role|recommend\w*|position|opinion|view|think|believe|conclu\w+|worth)\b/iu;
const EFFECT =
  /\b(?:add(?:s|ed|ing|ition)?|benefit\w*|improv\w+|impact\w*|effects?|contribut\w+|influence\w*|advantage|gains?|associated\s+with|prolong\w*|better|(?:with|without|w\/|no|vs\.?|versus|or)\s+(?:and|or|vs\.?|versus|\/)\s*(?:with|without|w\/o|no))\b/iu;
const REASON =
  /\b(?:why|how\s+(?:could|can|might|may|would)\s+(?:\S+\s+){1,3}?(?:work|help|act)s?|reasons?|explain(?:s|ed)?|because|due\s+to)\b/iu;
const COUNT =
  /\bhow\s+many\b(?!\s+percent)|(?<!\b(?:reduc\w+\s+the|lower\w*\s+the|nct|ct|trial|registration|registry|article|issue|page|reference)\s+)\bnumber\s+of\b|\bcounts?\s+of\b|#\s*of\b|(?:^|[;,:]\s*)n\s+(?:in|of|for|with|per|on)\b|(?:^|[;,:]\s*)n\s+(?:\w+\s+){1,2}(?:arm|group|patients|pts)\b/iu;
const TWO_COUNTS = /\bhow\s+many\b.*\bhow\s+many\b/isu;
const LENGTH = /\bhow\s+long\b/iu;
const DELAY = /\bhow\s+(?:soon|quick(?:ly)?|fast|rapid(?:ly)?|early|late)\b/iu;
/** A limit is a number, whatever it limits. */
const LIMIT = /\b(?:thresholds?|cut-?offs?|detection\s+limits?)\b/iu;
const MIDDLE = /\b(?:medians?|mean\s+(?!by\b)\p{L}+|on\s+average)\b/iu;
const FIGURE = /\b(?:figures?|values?|exact|numbers?|how\s+(?:much|long|high|low|large|big|old|often))\b/iu;
const RESULT =
  /\b(?:results?|outcomes?|benefits?|efficacy|effective|effectiveness|work|works|worked|best|better|worse|superior|inferior|performs?|performed\s+(?:better|worse|well|best))\b/iu;
/** A verb or question word: without any, the question is a telegram and its measure asks for a figure. */
const SENTENCE =
  /\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|why|who|where|when|which|how|improve[sd]?|increase[sd]?|reduce[sd]?|prolong(?:s|ed)?|benefit(?:s|ed)?|affect(?:s|ed)?|differ(?:s|ed)?|define[sd]?|definition|mean|means|suggest|said|say|says|think|opinion|position|view|conclusion)\b/iu;

/** Topics that are asked for a figure. */
const FIGURED: ReadonlySet<string> = new Set(['dose', 'duration', 'sample-size']);
const DESCRIBED: ReadonlySet<string> = new Set(['topic', 'trial']);

/** Reads from the wording of a question what form its answer must have. */
export function wantedIn(wording: Wording, slots: readonly Slot[], hasDuration: boolean): Wanted {
  const unit = wording.read(unitIn);
  const time = timeIn(wording, slots);
  const tells = wording.read(tellingIn);
  const at = wording.read(eventsIn);
  const isMethod = wording.has(METHOD);
  const isDefinition = wording.has(DEFINITION);
  const prefers = wording.has(REASON)
    ? 'reason'
    : isDefinition
      ? 'definition'
      : isMethod
        ? 'method'
        : wording.has(POSITION)
          ? 'position'
          : wording.has(STUDY) && !wording.has(MORE) && !wording.has(COMPARISON)
            ? 'method'
            : undefined;
  return {
    ...(isMethod || isDefinition ? { result: false } : formIn(wording, slots, hasDuration)),
    ...(unit ? { unit } : {}),
    ...(time ? { time } : {}),
    ...(tells.length > 0 ? { tells } : {}),
    ...(at.length > 0 ? { at } : {}),
    ...(wording.has(EFFECT) ? { effect: true as const } : {}),
    ...(prefers ? { prefers } : {}),
  };
}

function unitIn(text: string): string | undefined {
  const [, counted, timed] = UNIT.exec(text) ?? [];
  return (counted ?? timed)?.toLowerCase();
}

function timeIn(wording: Wording, slots: readonly Slot[]): Wanted['time'] {
  if (!wording.has(DELAY) && !wording.has(LENGTH)) return undefined;
  // Where the words are a measure's own name ("how long they live"), the measure says what is asked for.
  const rest = slots
    .filter(({ concept, typed }) => concept.kind === 'measure' && typed !== '')
    .reduce((left, { typed }) => left.replace(typed, ' '), wording.text);
  if (DELAY.test(rest)) return 'delay';
  return LENGTH.test(rest) ? 'length' : undefined;
}

const asksResult = (text: string): boolean =>
  RESULT.test(text.replace(/\b(?:results?|methods)\s+section\b|\boutcome\s+measures?\b/giu, '')) &&
  !/\b(?:where|which\s+hospital)\b/iu.test(text);

function formIn(
  wording: Wording,
  slots: readonly Slot[],
  hasDuration: boolean,
): Pick<Wanted, 'figure' | 'measured' | 'result'> {
  const measures = slots.filter((slot) => slot.concept.kind === 'measure');
  const described = slots.some(
    ({ concept: { kind, id } }) =>
      DESCRIBED.has(kind) && !FIGURED.has(id) && !(measures.length > 0 && SUBGROUPS.has(id)),
  );
  const result =
    wording.read(asksResult) &&
    slots.some((slot) => slot.concept.kind === 'trial' || isTherapy(slot.concept) || slot.concept.kind === 'topic');
  const isOfPeople = wording.has(PEOPLE) && !wording.has(UNIT) && !wording.has(TWO_COUNTS);
  const counted = isOfPeople ? 'people' : 'count';
  const named = slots.some((slot) => slot.concept.kind === 'source');
  if (measures.length > 0 && !described) {
    if (wording.has(COUNT)) return { figure: counted, measured: true, result };
    if (wording.has(PERCENT) && !wording.has(COMPARISON)) return { figure: 'percent', measured: true, result };
    if (wording.has(FIGURE)) return { figure: 'any', measured: true, result };
    if (!named && (hasDuration || !(wording.has(SENTENCE) || wording.has(COMPARISON))))
      return { figure: 'any', measured: !wording.has(LIMIT), result };
  }
  if (wording.has(MIDDLE)) return { figure: 'any', result };
  if (wording.has(LIMIT)) return { figure: 'count', result };
  if (wording.has(COUNT)) return { figure: counted, result };
  if (wording.has(SHARE) && !described) return { figure: 'percent', result };
  if (slots.some((slot) => FIGURED.has(slot.concept.id)) && !described) return { figure: 'any', result };
  return { result };
}
