import type { Token } from '../retrieval/tokens.js';
import type { Slot } from './question.js';
import { isAtTransplant } from './roles.js';
import { isTherapy, type Vocabulary } from './vocabulary.js';

/** What a question asks for without naming it: the date of an approval, the size of a study, the dose behind "how much". */
export function withImplied(
  text: string,
  tokens: readonly Token[],
  slots: readonly Slot[],
  others: number,
  vocabulary: Vocabulary,
): readonly Slot[] {
  const has = (id: string): boolean => slots.some(({ concept }) => concept.id === id);
  const asks = slots.filter((slot) => slot.concept.kind !== 'source' && slot.role !== 'study');
  const isBare = asks.length + others === 0;
  const namesStudy = slots.some(({ concept, role }) => concept.kind === 'source' || role === 'study');
  const isOfGroup = asks.every(
    ({ concept }) =>
      concept.kind === 'trial' || concept.kind === 'age' || concept.id === 'design' || isTherapy(concept),
  );
  const isHowMuch = slots.some(
    ({ concept, from }) => isTherapy(concept) && tokens[from - 1]?.word === 'much' && tokens[from - 2]?.word === 'how',
  );
  const isLife = LIFE_SPAN.test(text) && !slots.some(({ concept }) => vocabulary.broader(concept.id).has('survival'));
  const isFollowed = FOLLOWED.test(text) && !has('follow-up');
  const isResponseSpan = RESPONSE_LASTS.test(text) && !has('duration-of-response');
  const isDeathOfTherapy = diesOfTherapy(slots, tokens);
  const isAtHsct = slots.some(({ concept, to }) => concept.kind === 'measure' && isAtTransplant(tokens, to));
  const implied: readonly (readonly [string, boolean])[] = [
    ['approval-date', has('approval') && WHEN.test(text)],
    ['publication-date', namesStudy && (CAME_OUT.test(text) || (isBare && APPEARED.test(text)))],
    ['sample-size', (isBare && HOW_MANY_PEOPLE.test(text)) || (isOfGroup && N_EQUALS.test(text))],
    ['centers', namesStudy && isBare && WHERE.test(text)],
    ['study-period', !has('study-period') && FROM_TO.test(text)],
    ['mechanism', !has('mechanism') && HOW_IT_WORKS.test(text)],
    ['dose', isHowMuch],
    ['status-at-transplant', isAtHsct],
    ['time-to-ae', has('adverse-events') && BEGAN.test(text)],
    ['relapse-onset', !has('relapse-onset') && TIME_TO_RELAPSE.test(text)],
    ['os', isLife],
    ['trm', isDeathOfTherapy],
    ['follow-up', isFollowed],
    ['duration-of-response', isResponseSpan],
    ['authorship', !has('authorship') && WHO_DID.test(text)],
    ['disclosures', !has('disclosures') && WHO_PAID.test(text)],
    ['whole-cohort', !has('whole-cohort') && ALL_OF_THEM.test(text)],
  ];
  // "Both arms pooled" are the whole.
  const isPooled = has('whole-cohort');
  const isSaidOtherwise = ({ concept, typed }: Slot): boolean =>
    (isPooled && concept.id === 'by-arm' && /\b(?:both|two)\b/iu.test(typed)) ||
    (concept.id === 'incidence-of-disease' && slots.some((slot) => slot.concept.kind === 'measure')) ||
    (isDeathOfTherapy && DEATH.has(concept.id)) ||
    (isResponseSpan && (vocabulary.broader(concept.id).has('response') || concept.id === 'remission')) ||
    ((isLife || isFollowed || isResponseSpan) && (concept.id === 'duration' || concept.id === 'onset'));
  return [
    ...slots.filter((slot) => !isSaidOtherwise(slot)),
    ...implied.flatMap(([id, isImplied]): Slot[] => {
      const concept = isImplied ? vocabulary.concepts.get(id) : undefined;
      return concept
        ? [{ concept, negated: false, role: 'asked', typed: '', stems: [], cue: false, from: 0, to: 0 }]
        : [];
    }),
  ];
}

/** "Any deaths from sorafenib": of those who were given it, most die of something else. */
const diesOfTherapy = (slots: readonly Slot[], tokens: readonly Token[]): boolean =>
  slots.some(
    (death) =>
      DEATH.has(death.concept.id) &&
      slots.some(({ concept, from }) => {
        if (from < death.to || from > death.to + MOST_BETWEEN || !isTherapy(concept)) return false;
        const between = tokens.slice(death.to - 1, from).map(({ word }) => word);
        return DIED_OF.test(between.join(' '));
      }),
  );

const DEATH: ReadonlySet<string> = new Set(['mortality', 'cause-of-death']);
/** "Because of". */
const MOST_BETWEEN = 2;
const DIED_OF =
  /^(?:(?:deaths?|fatalit(?:y|ies)|die[ds]?|dying|killed)\s+)?(?:from|of|by|due\s+to|because\s+of|caused\s+by)$/u;

/** "All 62 patients". */
const ALL_OF_THEM = /\ball\s+(?:of\s+)?(?:the\s+)?\d+\s+(?:patients|pts|children|kids|people|participants)\b/iu;
const WHEN =
  /\b(?:when|(?:what|which|exact)\s+(?:date|y(?:ea)?r)|(?:date|year)\s+(?:of|when|that|the|\w+\s+approved))\b/iu;
const CAME_OUT = /\bwhen\b.*\b(?:come|came)\s+out\b/iu;
const APPEARED = /\bwhen\b.*\b(?:appear(?:ed)?|published|released|issued|printed|(?:go|went|put|gone)\s+online)\b/iu;
const HSCT = String.raw`(?:\S+\s+){0,3}?(?:allo\S*|hsct|hct|sct|transplant\S*|graft\S*)\s+`;
const RELAPSE = String.raw`(?:relaps|recur|return|reappear|c[ao]m(?:e|ing)\s+back)`;
const HOW_LONG = String.raw`(?:how\s+(?:long|soon|late|early|fast|quickly|many\s+(?:days|months))|(?:at\s+)?what\s+time)`;
/** "How long after HSCT did relapse hit", "time from transplant until relapse", "how soon after the graft did it come back". */
const TIME_TO_RELAPSE = new RegExp(
  String.raw`\b(?:${HOW_LONG}\s+(?:after|from|post)\s+${HSCT}(?:[^\s?.]+\s+){0,8}?${RELAPSE}|(?:time|interval|days|months)\s+(?:from|between|after)\s+${HSCT}(?:until|till|to|and)\s+(?:\S+\s+)?${RELAPSE}|how\s+(?:soon|late|early|fast|quickly)\s+(?:did|do|were|was|are)\s+(?:\S+\s+){0,4}?${RELAPSE}(?:\S*\s+){1,4}?(?:after|post|following)\b)`,
  'iu',
);
/** "How long did the others live". */
const LIFE_SPAN =
  /\bhow\s+(?:long|many\s+(?:months|years|weeks|days))\b[^?.;:]*\b(?:lived?|living|alive|survived?)\b/iu;
/** "How long were the others followed". */
const FOLLOWED = /\bhow\s+long\b[^?.;:]*\bfollowed\b(?!\s+by\b)/iu;
/** "How long did responses last", "how durable were the remissions". */
const RESPONSE_LASTS =
  /\bhow\s+(?:long\s+(?:did|do|does|will|would|were|was|are|is|have|has)\s+(?:\S+\s+){0,4}?(?:responses?|remissions?|crc?)\b[^?.;:]*\b(?:last|hold|held|persist|endure|maintain)|durabl[ey]\b[^?.;:]*\b(?:responses?|remissions?|crc?)\b|long\s+(?:was|were|is|are)\s+(?:\S+\s+){0,2}?(?:responses?|remissions?)\b|long\b[^?.;:]*\b(?:stay|remain)(?:ed|s)?\s+in\s+(?:remission|crc?)\b)/iu;
const FROM_TO = /\bfrom\s+when\s+(?:until|till?|to)\s+when\b/iu;
const WHO_DID =
  /\bwho\s+(?:ran|led|conducted|performed|did|carried\s+out|organi[sz]ed)\s+(?:the|this|that)\s+(?:\S+\s+){0,3}?(?:study|trial|work|research)\b|\bby\s+whom\b.*\b(?:written|penned|authored)\b/iu;
const WHO_PAID =
  /\b(?:who\s+(?:paid|pays|financed|funds)\b|paid\s+(?:for\s+)?by\b|(?:whose|where\b.*)\s+money\b|financed\s+by\b|financial\s+support)/iu;
const WHERE = /\bwhere\b.*\b(?:done|conducted|performed|carried\s+out|run|ran|take\s+place|took\s+place|based)\b/iu;
/** "n = in the brexu-cel study?" */
const N_EQUALS = /\bn\s*=(?!\s*\d)|\bn\s*\??\s*$/u;
const HOW_IT_WORKS =
  /\bhow\s+(?:does|do)\s+(?:[^\s?,]+\s+){1,4}?(?:works?|act|operate|do\s+(?:its|their|the)\s+job)\b/iu;
const BEGAN =
  /\b(?:when|how\s+(?:soon|long\s+after))\b.*\b(?:appear(?:ed)?|start(?:ed)?|begin|began|set\s+in|develop(?:ed)?|occur(?:red)?|come|came)\b/iu;
const HOW_MANY_PEOPLE =
  /\b(?:how\s+many|number\s+of)\s+(?:\w+\s+){0,2}(?:patients|pts|people|participants|subjects)\b|\btotal\s+n\b|\bn\s+per\s+(?:arm|group)\b|\bhow\s+(?:big|large)\s+(?:was|is)\b/iu;
