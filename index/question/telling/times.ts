import { numbersIn } from '../../evidence/numbers.js';
import type { Kind } from './kind.js';

const YEAR = /^(?:19|20)\d\d$/u;
const MOMENT =
  /\b(?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December|hours?|days?|weeks?|months?|years?|after|before|once|until|when|while|during|upon|following|early|late|at|from|since|first)\b/u;
const DATE = /\b(?:19|20)\d\d\b/u;
const SPAN = /\b(?:since|from|until|till|between)\b/iu;
const OFTEN =
  /\b(?:every|daily|weekly|monthly|yearly|each|per|times|once|twice|regularly|repeated(?:ly)?|again|serial(?:ly)?|frequent\w*|often|rare(?:ly)?|common\w*|always|never)\b/iu;
/** Such figures say how long rather than how often. */
const TIME_UNIT = /\b(?:hours?|days?|weeks?|months?|years?)\b/u;

const AIMED = /\b(?:challenges?|goals?|aims?|aimed|targets?|should|expects?|hopes?|must|would|plans?|planned)\b/iu;

/** When, since when, how often. */
export const TIMES = {
  year: {
    asks: /\b(?:what|which)\s+y(?:ea)?r\b|\(\s*year\b/iu,
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
  // What is aimed at is not how long it takes.
  present: {
    asks: /^(?=.*\b(?:how\s+(?:long|soon|fast|quick(?:ly)?|often)|turn-?\s?around|waiting\s+time)\b).*\b(?:actual(?:ly)?|at\s+present|current(?:ly)?|right\s+now|nowadays|today)\b/iu,
    isTold: ({ item: { statement } }) => !AIMED.test(statement),
  },
  moment: {
    asks: /^(?:(?:so|and|but|ok|hi|hey)\s+)?when\s+(?:was|were|did|will|has|have)\b(?!.*\b(?:called|considered|defined|regarded|counted|deemed)\b)/iu,
    isTold: ({ item: { statement, statistics } }) =>
      MOMENT.test(statement) || statistics.some((each) => 'unit' in each),
  },
} satisfies Readonly<Record<string, Kind>>;
