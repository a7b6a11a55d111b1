import { numbersIn } from '../evidence/numbers.js';
import { type Duration, toDuration } from '../question/duration.js';

/** How a claim's figure stands to its number. */
export type Relation = '=' | '<' | '>' | '≤' | '≥' | '≈';

interface Read {
  /** Where it stands in the text. */
  readonly at: number;
  readonly end: number;
  readonly relation: Relation;
}

/** A figure as a text states it, by what it can be held against. */
export type Figure = Read &
  (
    | { readonly kind: 'percent'; readonly value: string /** "Two thirds". */; readonly isWord: boolean }
    | { readonly kind: 'fraction'; readonly n: string; readonly of: string }
    | { readonly kind: 'count'; readonly n: string; readonly unit: string }
    | { readonly kind: 'quantity'; readonly value: string; readonly unit: string }
    | {
        readonly kind: 'span';
        readonly low: string;
        readonly high: string;
        readonly unit: string;
        readonly name: 'ci' | 'iqr' | 'range' | 'open';
        /** The confidence level, where it is said. */
        readonly level?: string;
      }
    | { readonly kind: 'ratio'; readonly value: string }
    | { readonly kind: 'p'; readonly value: string }
    | { readonly kind: 'size'; readonly n: string }
    | { readonly kind: 'time'; readonly duration: Duration }
    | { readonly kind: 'date'; readonly date: string }
    /** Who was measured, by age: "aged 60 and older". */
    | { readonly kind: 'age'; readonly value: string; readonly side: 'from' | 'to' }
    | { readonly kind: 'number'; readonly value: string }
  );

const NUM = String.raw`(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d+(?:\.\d+)?|(?<![\d.])\.\d+)`;
const UNITS_WORD = 'zero|one|two|three|four|five|six|seven|eight|nine';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const WORD = String.raw`\b(?:(?:${TENS})(?:[- ](?:${UNITS_WORD}))?|${TEENS}|${UNITS_WORD})(?: hundred)?\b`;
const ANY = `(?:${NUM}|${WORD})`;
const PERCENT = String.raw`(?:%|\bpercent\b|\bper\s+cent\b|\bpct\b)`;
const TO = String.raw`\s*%?\s*(?:-|\bto\b|\.\.|~)\s*`;
const PEOPLE = `(?:patients?|pts?|children|kids|participants?|people|persons?|adults|individuals|subjects|cases|recipients|men|women)`;
const COUNTED = `(?:deaths?|doses|dose reductions|cycles?|courses?|infusions?|times|hospitals?|centers|centres|sites|pages?|strategies|priorities|relapses|responders|responses|events)`;
const TIMES: Readonly<Record<string, string>> = {
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
const DOSE = String.raw`(?:mg|g|µg|mcg|ug|million units|MU|MIU|IU|units|ml|cells)(?:\s*/\s*(?:m2|m²|m\^2|kg|day|d|week|cycle|dose|l))*(?:\s+(?:twice|once|three times)\s+(?:daily|a day|per day|weekly|a week)|\s+(?:bid|tid|qd|daily|weekly)|\s+(?:per|a|each)\s+(?:day|week|cycle|dose|m2|m²))*`;
const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;

/** Digits that belong to a name or a mark: IL-15, AML16, NCT04674345, 2023-505000-27-01, a DOI, [1-3], a link. */
const NAMES =
  /\bphase\s+(?:\d|I{1,3}V?)(?:\s*[/-]\s*(?:\d|I{1,3}))?[ab]?\b|\b(?:grades?|gr\.?)\s+(?:\d|[IV]+)(?:\s*(?:-|to|and|or|\/)\s*(?:\d|[IV]+))?\b|\bNCT\s?\d+\b|\b\d{4}-\d{6}-\d{2}-\d{2}\b|\bdoi:?\s*\S+|\b10\.\d{4,}\/\S+|https?:\/\/\S+|\[\d[\d,\s-]*\]|¶\s*\d+|(?<![\p{L}\d])(?!m2\b)(?!(?:n|p|N|P|HR|CI|IQR|day|d|D|ca|OS|EFS|CR|CRc|of|to|vs|and|with|DLI|age|aged|at|by|was|were|is)-?\d)\p{L}[\p{L}-]*-?\d+(?:\/\d+)*(?![\d.]*\d*\s*%)\p{L}*/gu;

const RELATIONS: readonly (readonly [RegExp, Relation])[] = [
  [/(?:at\s+least|no\s+less\s+than|not\s+less\s+than|>=|≥|minimum\s+of)\s*$/iu, '≥'],
  [/(?:at\s+most|no\s+more\s+than|not\s+more\s+than|up\s+to|<=|≤|maximum\s+of)\s*$/iu, '≤'],
  [/(?:more\s+than|greater\s+than|higher\s+than|over|above|exceed(?:s|ed|ing)?|well\s+over|just\s+over|>)\s*$/iu, '>'],
  [/(?:less\s+than|fewer\s+than|lower\s+than|under|below|just\s+under|just\s+below|<)\s*$/iu, '<'],
  [
    /(?:\babout|\baround|\bapproximately|\bapprox\.?|\broughly|\bsome|\bnearly|\balmost|\bclose\s+to|\bca\.?|\bcirca|~|≈|∼|\baround\s+the)\s*$/iu,
    '≈',
  ],
];

function relationBefore(text: string, at: number): Relation {
  const before = text.slice(Math.max(0, at - 24), at);
  return RELATIONS.find(([pattern]) => pattern.test(before))?.[1] ?? '=';
}

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
type Distribute<T> = T extends unknown ? Omit<T, keyof Read> & { readonly relation?: Relation } : never;
type FigureValue = Distribute<Figure>;

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

/** A unit in one spelling. */
export function unitOf(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/m²|m\^2/gu, 'm2')
    .replace(/\b(?:bid|two times (?:daily|a day)|twice (?:a|per) day|2x daily)\b/gu, 'twice daily')
    .replace(
      /\b(?:pts?|children|kids|participants?|people|persons?|adults|individuals|subjects|cases|recipients|men|women|patient)\b/gu,
      'patients',
    )
    .replace(/\b(?:centers|centres|sites|center|hospital)\b/gu, 'hospitals')
    .replace(/\b(?:yrs?|years)\b/gu, 'year')
    .replace(/\b(?:mths?|mos?|months)\b/gu, 'month')
    .replace(/\b(?:wks?|weeks)\b/gu, 'week')
    .replace(/\bdays\b/gu, 'day')
    .replace(/\bdeaths\b/gu, 'death')
    .replace(/\bcycles\b/gu, 'cycle')
    .replace(/\b(?:mu|miu)\b/gu, 'million units')
    .replace(/\s*(?:\/|\bper\b|\ba\b(?=\s+(?:day|week|cycle))|\beach\b)\s*/gu, '/')
    .replace(/\b(?<=mg\s)daily\b/gu, '/day')
    .replace(/\s*\/\s*d\b/gu, '/day')
    .replace(/\s+/gu, ' ')
    .replace(/\s*\/\s*/gu, '/')
    .trim();
}

const flags = 'giu';
/** What a figure can look like, in the order in which they are looked for; what one has read the next do not see. */
const PATTERNS: readonly Pattern[] = [
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
      String.raw`\b(?:aged?\s+|age\s+|at\s+|(?<=${PEOPLE}\s{1,2}))(\d{2})(?:\s*-?(?:years?|yrs?|y)\b)?(?:\s+(?:old|of\s+age))?\s+(?:and|or)\s+(older|above|over|more|up|younger|under|below)\b`,
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
    pattern: new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(${MONTH}),?\s+((?:19|20)\d\d)\b`, flags),
    read: ([day = '', month = '', year = '']) => ({
      kind: 'date',
      date: `${year} ${month.slice(0, 3).toLowerCase()} ${Number(day)}`,
    }),
  },
  {
    pattern: new RegExp(String.raw`\b(${MONTH})\s+((?:19|20)\d\d)\b`, flags),
    read: ([month = '', year = '']) => ({ kind: 'date', date: `${year} ${month.slice(0, 3).toLowerCase()}` }),
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
      String.raw`(?:\bhazard\s+ratios?\b|(?<!\d\s?)\b(?:a|s|c)?HRs?\b)(?:[^\d;.]|\b95\s*%\s*CI\b){0,90}?(?<![\d.])(${NUM})(?!\s*(?:%|-?\s*(?:months?|years?|days?|weeks?|patients|of\s+\d)|\.\d))`,
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
    pattern: new RegExp(String.raw`\bbetween\s+(${NUM})\s*%?\s*and\s+(${NUM})\s*${PERCENT}`, flags),
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

const isTimeUnit = (unit: string): boolean => ['year', 'month', 'week', 'day'].includes(unit);

/** Words before a span of time that make it a time point. */
const POINT_BEFORE = /\b(?:at|by|after|within|until|till|from|beyond|first|past|@)\s*(?:about\s+)?$/iu;
/** What is measured in time itself. */
const TIMED =
  /\b(?:median|mean|average|duration|lasted|took|follow(?:ed|-?\s?up)|onset|interval|time\s+to|began|aged?|maintenance|months?\s+vs)\b|\bm(?:OS|EFS|PFS|RFS)\b/iu;

/**
 * The figures a text states, in order. `names` are places of names, whose digits are none of their own.
 * @param text in plain typography (see `plainTypography`).
 */
export function figuresIn(text: string, names: readonly { readonly at: number; readonly end: number }[]): Figure[] {
  let rest = without(
    text,
    names.filter(({ at, end }) => /\d/u.test(text.slice(at, end))),
  );
  rest = without(rest, placesOf(rest.matchAll(/\d{13,}/gu)));
  rest = without(rest, placesOf(rest.matchAll(NAMES)));
  const found: Figure[] = [];
  for (const { pattern, read } of PATTERNS) {
    const places: Place[] = [];
    for (const match of rest.matchAll(pattern)) {
      const value = read(
        match.slice(1).map((group) => group ?? ''),
        match.index,
      );
      if (!value) continue;
      const end = match.index + match[0].length;
      found.push({ relation: relationBefore(text, match.index), ...value, at: match.index, end } as Figure);
      places.push({ at: match.index, end });
    }
    rest = without(rest, places);
  }
  const figures = found
    .sort((a, b) => a.at - b.at)
    .flatMap((figure) => changed(figure, text))
    .map((figure) => pointed(figure, text));
  return figures.map((figure, position) => likeNext(figure, figures[position + 1], text));
}

const CHANGE =
  /\b(?:went|goes|go|moved|moving|jumped|rose|rises?|rising|increas\w+|improv\w+|fell|falls?|dropp\w+|drops|decreas\w+|chang\w+|rais\w+|extend\w*|prolong\w*|boost\w*|reduc\w+|lower\w*)\b[^.;]{0,60}\bfrom\s+$/iu;

/** "Rose from 4.8 to 18.4 months" are two figures, not a range. */
function changed(figure: Figure, text: string): Figure[] {
  if (figure.kind !== 'span' || figure.name !== 'open' || !isChange(text.slice(0, figure.at))) return [figure];
  const { low, high, unit, at, end, relation } = figure;
  const middle = at + (/\s*%?\s*(?:-|\bto\b|~)/iu.exec(text.slice(at, end))?.index ?? 1);
  const figureOf = (value: string): FigureValue => {
    if (unit === '%') return { kind: 'percent', value, isWord: false };
    return unit === '' ? { kind: 'number', value } : { kind: 'quantity', value, unit };
  };
  return [
    { ...figureOf(low), at, end: middle, relation },
    { ...figureOf(high), at: middle, end, relation: '=' },
  ] as Figure[];
}

/** Whether what stands before two figures makes the one the state before, the other the state after. */
export const isChange = (before: string): boolean => CHANGE.test(before);

const BESIDE = /^\s*(?:vs\.?|versus|to|compared\s+(?:with|to)|and|or|\/|,)\s*(?:only\s+|just\s+|about\s+|~)?$/iu;

/** "47 vs 17%", "38 and 24 patients": the first figure is of the unit that the second one names. */
function likeNext(figure: Figure, next: Figure | undefined, text: string): Figure {
  if (figure.kind !== 'number' || !next || !BESIDE.test(text.slice(figure.end, next.at))) return figure;
  const { value, at, end, relation } = figure;
  const place = { at, end, relation };
  if (next.kind === 'percent' && !next.isWord)
    return Number(value) <= 100 ? { kind: 'percent', value, isWord: false, ...place } : figure;
  if (next.kind === 'quantity') return { kind: 'quantity', value, unit: next.unit, ...place };
  return next.kind === 'count' && !value.includes('.')
    ? { kind: 'count', n: value, unit: next.unit, ...place }
    : figure;
}

interface Place {
  readonly at: number;
  readonly end: number;
}

const placesOf = (matches: Iterable<RegExpExecArray>): Place[] =>
  Array.from(matches, (match) => ({ at: match.index, end: match.index + match[0].length }));

/** A text with some places blank, as long as before. */
function without(text: string, places: readonly Place[]): string {
  let from = 0;
  const kept = [...places]
    .sort((a, b) => a.at - b.at)
    .map(({ at, end }) => {
      const part = text.slice(from, Math.max(from, at)) + '\u0001'.repeat(Math.max(0, end - Math.max(from, at)));
      from = Math.max(from, end);
      return part;
    });
  return kept.join('') + text.slice(from);
}

/** A span of time before or after which something was measured is a time point, not the figure. */
function pointed(figure: Figure, text: string): Figure {
  if (figure.kind !== 'quantity' || !isTimeUnit(figure.unit) || figure.value.includes('.')) return figure;
  const duration = toDuration(Number(figure.value), figure.unit);
  const before = text.slice(0, figure.at);
  if (!duration) return figure;
  const { at, end, relation } = figure;
  if (POINT_BEFORE.test(before)) return { kind: 'time', duration, at, end, relation };
  return TIMED.test(before.slice(-120)) || !/%/u.test(text) ? figure : { kind: 'time', duration, at, end, relation };
}
