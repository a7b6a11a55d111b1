import { numbersIn } from '../evidence/numbers.js';
import { type Duration, toDuration } from '../question/duration.js';
import type { FigureValue, Relation } from './figure.js';
import { unitOf } from './units.js';

const NUM = String.raw`(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d+(?:\.\d+)?|(?<![\d.])\.\d+)`;
const UNITS_WORD = 'zero|one|two|three|four|five|six|seven|eight|nine';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const WORD = String.raw`\b(?:(?:${TENS})(?:[- ](?:${UNITS_WORD}))?|${TEENS}|${UNITS_WORD})(?: hundred)?\b`;
const SMALL = `(?:ten|${UNITS_WORD})`;
const ANY = `(?:${NUM}|${WORD})`;
const PERCENT = String.raw`(?:%|\bpercent\b|\bper\s+cent\b|\bpct\b)`;
const TO = String.raw`\s*%?\s*(?:-|\bto\b|\.\.|~)\s*`;
const PEOPLE = `(?:patients?|pts?|children|kids|participants?|people|persons?|adults|individuals|subjects|cases|recipients|men|women)`;
const COUNTED = `(?:deaths?|doses|dose reductions|(?:dose )?interruptions?|cycles?|courses?|infusions?|times|hospitals?|centers|centres|sites|pages?|strategies|priorities|relapses|responders|responses|events)`;
/** Units of time by how they are typed. */
export const TIMES: Readonly<Record<string, string>> = {
  y: 'year',
  yr: 'year',
  year: 'year',
  m: 'month',
  mo: 'month',
  mos: 'month',
  mth: 'month',
  month: 'month',
  w: 'week',
  wk: 'week',
  week: 'week',
  d: 'day',
  day: 'day',
};
const TIME = `(?:working days|years?|yrs?|months?|mths?|mos?|weeks?|wks?|days?)`;
const DOSE = String.raw`(?:mg|g|µg|mcg|ug|million units|MU|MIU|IU|units|ml|cells)(?:\s*/\s*(?:m2|m²|m\^2|kg|day|d|week|cycle|dose|l))*(?:\s+(?:twice|once|three times)\s+(?:daily|a day|per day|weekly|a week)|\s+(?:bid|bd|b\.i\.d\.|2x\/d|tid|qd|daily|weekly)|\s+(?:per|a|each)\s+(?:day|week|cycle|dose|m2|m²))*`;
const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;

/** Digits that belong to a name or a mark: IL-15, AML16, NCT04674345, 2023-505000-27-01, a DOI, [1-3], a link. */
export const NAMES =
  /\b\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?![\p{L}])|\bphase\s+(?:\d|I{1,3}V?)(?:\s*[/-]\s*(?:\d|I{1,3}))?[ab]?\b|(?<![\p{L}\d])(?:no|nr|number)\.?\s?[1-9](?![\d.])(?!\s*%)|(?<![\p{L}\d])G\s?[1-5](?:\s*[/-]\s*[1-5])?(?![\d.])|\b(?:grades?|gr\.?)\s+(?:\d|[IV]+)(?:\s*(?:-|to|and|or|\/)\s*(?:\d|[IV]+))?\b|\bNCT\s?\d+\b|\b\d{4}-\d{6}-\d{2}-\d{2}\b|\bdoi:?\s*\S+|\b10\.\d{4,}\/\S+|https?:\/\/\S+|\[\d[\d,\s-]*\]|¶\s*\d+|(?<![\p{L}\d])(?!m2\b)(?!(?:n|p|N|P|HR|CI|IQR|day|d|D|ca|OS|EFS|CR|CRc|of|to|vs|and|with|DLI|age|aged|at|by|was|were|is)-?\d)\p{L}[\p{L}-]*-?\d+(?:\/\d+)*(?![\d.]*\d*\s*%)\p{L}*/gu;

/** "eighty-eight" → "88", "1,234" → "1234", ".5" → "0.5". */
function digitsOf(typed: string): string {
  const plain = typed.replaceAll(',', '').trim();
  if (/^\.\d/u.test(plain)) return `0${plain}`;
  if (/^\d/u.test(plain)) return plain;
  return numbersIn(typed)[0] ?? plain;
}

const SHARES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:two|2)[\s-]thirds?\b|\b2\/3(?:rds?)?\b(?=\s+(?:of|had|were|reached|responded|achieved)\b)/giu, '66.7'],
  [/\b(?:three|3)[\s-](?:quarters?|fourths?)\b/giu, '75'],
  [/\b(?:a|one)[\s-](?:quarter|fourth)\b/giu, '25'],
  [
    /\b(?:a|one)[\s-]third\b(?!\s+(?:trial|transplant|line|study|group|arm|dose|cycle|relapse|course|of\s+the\s+year))/giu,
    '33.3',
  ],
  [/(?<!\b(?:second|first|other|latter|in)\s)\bhalf\b(?!-?\s*(?:yearly|year|life|of\s+the\s+year|a\s+year))/giu, '50'],
];

interface Pattern {
  readonly pattern: RegExp;
  readonly read: (groups: readonly string[], at: number) => FigureValue | undefined;
}

const span = (
  name: 'ci' | 'iqr' | 'range' | 'open',
  low: string | undefined,
  high: string | undefined,
  unit = '',
  level?: string,
): FigureValue => ({
  kind: 'span',
  name,
  low: digitsOf(low ?? ''),
  high: digitsOf(high ?? ''),
  unit: unitOf(unit),
  ...(level ? { level } : {}),
});

const flags = 'giu';
/** What a figure can look like, in the order in which they are looked for; what one has read the next do not see. */
export const PATTERNS: readonly Pattern[] = [
  {
    pattern: new RegExp(
      String.raw`(?:(?<=\b${PEOPLE}\s{1,2}(?:who\s(?:were|are)\s)?)|\b(?:aged?|ages)\s+)(>=|≥|>|<=|≤|<|over|above|under|below|younger\s+than|older\s+than|at\s+least|from)\s*(\d{2})(?!\s*[%.\d])(?:\s*-?(?:years?|yrs?|y)\b)?(?:\s+(?:old|of\s+age))?`,
      flags,
    ),
    read: ([sign = '', value = '']) => ({
      kind: 'age',
      value,
      side: /^(?:<|≤|under|below|younger)/iu.test(sign) ? 'to' : 'from',
    }),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:aged?\s+|age\s+|at\s+|(?<=(?:${PEOPLE}|those)\s{1,2}))(\d{2})(?:\s*-?(?:years?|yrs?|y)\b)?(?:\s+(?:old|of\s+age))?\s+(?:and|or)\s+(older|above|over|more|up|younger|under|below)\b`,
      flags,
    ),
    read: ([value = '', side = '']) => ({
      kind: 'age',
      value,
      side: /^(?:younger|under|below)/iu.test(side) ? 'to' : 'from',
    }),
  },
  {
    pattern: new RegExp(
      String.raw`\b(${MONTH})\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s*-\s*(\d{1,2}))?,?\s+((?:19|20)\d\d)\b`,
      flags,
    ),
    read: ([month = '', day = '', last = '', year = '']) => ({
      kind: 'date',
      date: `${year} ${month.slice(0, 3).toLowerCase()} ${Number(day)}${last ? `-${last}` : ''}`,
    }),
  },
  {
    pattern: new RegExp(
      String.raw`\b(\d{1,2})(?:\s*-\s*(\d{1,2}))?(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(${MONTH}),?\s+((?:19|20)\d\d)\b`,
      flags,
    ),
    read: ([day = '', last = '', month = '', year = '']) => ({
      kind: 'date',
      date: `${year} ${month.slice(0, 3).toLowerCase()} ${Number(day)}${last ? `-${last}` : ''}`,
    }),
  },
  {
    pattern: new RegExp(String.raw`\b(${MONTH})\s+((?:19|20)\d\d)\b`, flags),
    read: ([month = '', year = '']) => ({ kind: 'date', date: `${year} ${month.slice(0, 3).toLowerCase()}` }),
  },
  {
    pattern:
      /(?<![\d.,/=–-]\s?)\b((?:19|20)\d\d)\b(?![.,]?\d|\s*(?:%|-|\/)|\s+(?:patients|pts|children|kids|doses|cells|people)\b)/gu,
    read: ([date = '']) => ({ kind: 'date', date }),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])p(?:\s*-?\s*val(?:ue)?s?)?\s*(?:(=|<=|>=|<|>|≤|≥|≈|~)|:|of|was|is|below|above|under|less than|just|equals?)\s*(?:of\s+)?(=|<|>)?\s*(${NUM})`,
      flags,
    ),
    read: ([sign = '', second = '', value = ''], _at) => ({
      kind: 'p',
      value: digitsOf(value),
      relation: ({ '<=': '≤', '>=': '≥', '~': '≈' }[sign] ?? (sign || second || '=')) as Relation,
    }),
  },
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d])p\s+(0?\.\d+)`, flags),
    read: ([value = '']) => ({ kind: 'p', value: digitsOf(value), relation: '=' }),
  },
  {
    pattern: new RegExp(
      String.raw`(?:(${NUM})\s*%?[-\s]*)?\b(?:CI|confidence\s+intervals?)\b\s*(?:\(?CI\)?)?\s*(?:of|was|:|,|=|from|\(|\[|;)*\s*(${NUM})\s*%?\s*(?:-|to|,|;|and)\s*(${NUM})\s*(%?)`,
      flags,
    ),
    read: ([level, low, high, unit]) => span('ci', low, high, unit, level),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:IQR|interquartile\s+range)\b\s*(?:of|was|:|,|=|from|\(|\[)*\s*(${ANY})${TO}(${ANY})(?:\s*(%|${TIME}))?`,
      flags,
    ),
    read: ([low, high, unit]) => span('iqr', low, high, unit),
  },
  {
    pattern: new RegExp(String.raw`(?<=[\[(])\s?(${NUM})\s?%?\s?;\s?(${NUM})\s?%?\s?(?=[\])])`, flags),
    read: ([low, high]) => span('open', low, high),
  },
  {
    pattern: new RegExp(
      String.raw`\brange\b\s*(?:of|was|:|,|=|from|between|\(|\[)*\s*(${NUM})\s*%?\s*(?:-|to|and)\s*(${NUM})(?:\s*(%|${TIME}|${DOSE}))?`,
      flags,
    ),
    read: ([low, high, unit]) => span('range', low, high, unit),
  },
  {
    pattern: new RegExp(
      String.raw`(?:\bhazard\s+ratios?\b|(?<!\d\s?)\b(?:a|s|c)?HRs?\b)(?:[^\d;.]|\.(?!\d)|\b95\s*%\s*CI\b){0,90}?(?<![\d.])(${NUM})(?!\s*(?:%|-?\s*(?:months?|years?|days?|weeks?|patients|of\s+\d)|\.\d))`,
      flags,
    ),
    read: ([value = '']) => ({ kind: 'ratio', value: digitsOf(value) }),
  },
  {
    pattern: new RegExp(
      String.raw`(${NUM})\s*[×x*]\s*10\s*(?:\^\s*\{?(\d+)\}?|([⁰¹²³⁴-⁹]+)|[eE](\d+))\s*((?:CD3\+?\s*)?(?:T\s*)?(?:cells)?\s*(?:\/\s*(?:kg|l))?)`,
      flags,
    ),
    read: ([value = '', power = '', raised = '', e = '', rest = '']) => ({
      kind: 'quantity',
      value: digitsOf(value),
      unit: `× 10^${power || e || raised.normalize('NFKC')}${/\/\s*kg/iu.test(rest) ? ' /kg' : ''}`,
    }),
  },
  {
    pattern: new RegExp(String.raw`\b(${SMALL})\s+(?:out\s+of|in|of)\s+(?:every\s+)?(${SMALL})\b`, flags),
    read: ([n = '', of = '']) => {
      const share = (100 * Number(digitsOf(n))) / Number(digitsOf(of));
      return share < 100 ? { kind: 'percent', value: share.toFixed(1), isWord: true } : undefined;
    },
  },
  {
    pattern: /(?<![\d.,/-])\b(\d{1,2})\s+(?:out\s+of|in)\s+(?:every\s+)?100\b(?!\s*(?:%|-|mg))/giu,
    read: ([value = '']) => ({ kind: 'percent', value, isWord: false }),
  },
  {
    // "39.5% of the 62".
    pattern: new RegExp(
      String.raw`(?<=\d\s?${PERCENT}\s+of\s+(?:(?:the|all|all\s+the|our|these|those)\s+)?)(\d+)\b(?![.%/-])`,
      flags,
    ),
    read: ([n = '']) => ({ kind: 'size', n, whole: true }),
  },
  {
    // "1 in 6", "7 out of 10": said of a share, whatever was counted.
    pattern:
      /(?<![\d.,/-]|\b(?:cycle|course|day|week|month|year|line|group|arm|stage|level|class|type|table|fig|figure|part|dose|step)\s)\b([1-9])\s+(?:out\s+of|in)\s+(?:every\s+)?([2-9]|10)\b(?![\d.,/%-]\d|\s*(?:%|-|mg|months?|years?|weeks?|days?))/giu,
    read: ([n = '', of = '']) =>
      Number(n) < Number(of)
        ? { kind: 'percent', value: ((100 * Number(n)) / Number(of)).toFixed(1), isWord: true }
        : undefined,
  },
  {
    pattern: new RegExp(
      String.raw`(${ANY})\s+(?:out\s+)?of\s+(?:the\s+|all\s+|these\s+|those\s+|its\s+|our\s+)*(${NUM})(?!\s*(?:%|-|mg|months|years|days))(?:\s+(?:[\p{L}-]+\s+){0,2}?(${PEOPLE}|${COUNTED})\b)?`,
      flags,
    ),
    read: ([n = '', of = '']) => ({ kind: 'fraction', n: digitsOf(n), of: digitsOf(of) }),
  },
  {
    pattern: /(?<![\d./\p{L}-])(\d{1,4})\s*\/\s*(\d{1,4})(?![\d./]|\s*(?:mg|m2|kg))/gu,
    read: ([n = '', of = '']) => (Number(n) <= Number(of) ? { kind: 'fraction', n, of } : undefined),
  },
  {
    pattern: new RegExp(String.raw`\b(?:between|btw|b\/w)\s+(${NUM})\s*%?\s*and\s+(${NUM})\s*${PERCENT}`, flags),
    read: ([low, high]) => span('open', low, high, '%'),
  },
  {
    pattern: new RegExp(String.raw`(${NUM})\s*%?\s*(?:-|to)\s*(${NUM})\s*${PERCENT}`, flags),
    read: ([low, high]) => span('open', low, high, '%'),
  },
  {
    pattern: new RegExp(String.raw`(${ANY})[\s-]*${PERCENT}`, flags),
    read: ([value = '']) => ({ kind: 'percent', value: digitsOf(value), isWord: false }),
  },
  ...SHARES.map(
    ([pattern, value]): Pattern => ({
      pattern,
      read: () => ({ kind: 'percent', value, isWord: true }),
    }),
  ),
  {
    pattern: new RegExp(String.raw`(?<!\p{L})n\s*[=:]\s*(${NUM})`, flags),
    read: ([n = '']) => ({ kind: 'size', n: digitsOf(n) }),
  },
  {
    pattern: new RegExp(String.raw`(${NUM})${TO}(${NUM})\s*(${DOSE}|${TIME})(?![\p{L}])`, flags),
    read: ([low, high, unit]) => span('open', low, high, unit),
  },
  {
    pattern: new RegExp(String.raw`(${NUM})${TO}(${NUM})\s*(${COUNTED}|${PEOPLE})(?![\p{L}])`, flags),
    read: ([low, high, unit]) => span('open', low, high, unit),
  },
  {
    pattern: new RegExp(String.raw`(${ANY})\s*(${DOSE})(?![\p{L}\d])`, flags),
    read: ([value = '', unit = '']) => ({ kind: 'quantity', value: digitsOf(value), unit: unitOf(unit) }),
  },
  {
    pattern: new RegExp(String.raw`\b(?:day|d)\s*\+?\s*(\d{1,4})\b`, flags),
    read: ([days = '']) => ({ kind: 'time', duration: `${Number(days)} days` as Duration }),
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\p{L})(${ANY})(\s*-?\s*)(${TIME}|(?<=\d\s?-?)[ymwd])(?![\p{L}])(?!\s*old\b)`,
      flags,
    ),
    read: ([value = '', joint = '', unit = '']) => timed(digitsOf(value), joint, unit),
  },
  {
    pattern: new RegExp(
      String.raw`(${ANY})(?:\s+(?!(?:of|in|with|and|or|to|per|for|at)\b)[\p{L}-]+){0,4}?\s+(${PEOPLE}|${COUNTED})\b`,
      flags,
    ),
    read: ([n = '', unit = '']) => ({ kind: 'count', n: digitsOf(n), unit: unitOf(unit) }),
  },
  {
    pattern: new RegExp(String.raw`(?<![\d.\p{L}])(${NUM})\s*-\s*(${NUM})(?![\d.])`, flags),
    read: ([low, high]) => span('open', low, high),
  },
  {
    pattern: new RegExp(String.raw`(?<![\d.])(${NUM})(?!\s*(?:st|nd|rd|th)\b)`, flags),
    read: ([value = '']) => ({ kind: 'number', value: digitsOf(value) }),
  },
];

/** "2-year" is a time point; "18.4 months" could be a figure, which its sentence decides. */
function timed(value: string, joint: string, unit: string): FigureValue | undefined {
  // "421 d" is how long something took; nobody names a time point so.
  const isLong = unit.toLowerCase() === 'd' && Number(value) > 100 && joint !== '';
  const name = TIMES[unit.toLowerCase().replace(/s$/u, '')] ?? unitOf(unit);
  const duration = toDuration(Number(value), name);
  const isPoint = joint.includes('-') || (unit.length === 1 && !isLong);
  if (duration && isPoint && !value.includes('.')) return { kind: 'time', duration };
  return { kind: 'quantity', value, unit: name };
}
