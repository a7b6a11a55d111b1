import fc from 'fast-check';
import type { EvidenceIndex } from '../../index/search.js';

/** Discord's limit for a typed option, and the terminal's for a line. */
const LONGEST = 6_000;

/** A word that nothing knows, so that a refusal repeats it: around it, an echo shows whether it was made inert. */
export const CANARY = 'qzvkaw';

const MARKUP = [
  ...['@everyone', '@here', '<@123456789012345678>', '<@!123456789012345678>', '<@&123456789012345678>'],
  ...['<#123456789012345678>', '<:bone:123456789012345678>', '<a:bone:123456789012345678>', '<t:1700000000:R>'],
  ...['</drug:123456789012345678>', '<id:customize>', '`', '```', '```js\n', '**', '*', '__', '_', '~~', '||', '\\'],
  ...[
    '> ',
    '>>> ',
    '\n# ',
    '\n### ',
    '-# ',
    '\n- ',
    '\n1. ',
    '](',
    '[free](https://evil.example)',
    '<https://evil.example>',
  ],
  ...['https://evil.example/?a=1&b=2', 'discord.gg/evil', 'mailto:a@evil.example', '![x](https://evil.example/x.png)'],
];
const CODE = [
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '</text><script>',
    '<!--',
    ']]>',
    '<svg/onload=1>',
  ],
  ...[
    "'; DROP TABLE findings;--",
    "' OR '1'='1",
    '"; cat /etc/passwd #',
    '$(reboot)',
    '`reboot`',
    '| ls',
    '../../etc/passwd',
  ],
  ...[
    // biome-ignore lint/suspicious/noTemplateCurlyInString: typed like that, to be taken for a template
    '${7*7}',
    '{{7*7}}',
    '<%= 1 %>',
    '%s%s%n',
    '%00',
    '\\x00',
    '\\u202e',
    '{"input":"x"}',
    '[]',
    '{}',
    '- a: &x [*x]',
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: signs of regular expressions
  ...['.*+?^${}()|[]\\', '(a+)+$', '(?:', '[', '(', '\\', '$&', '$`', '^$', '\\b', '(?=', '*'.repeat(50)],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__proto__: x',
    'null',
    'undefined',
  ],
  ...['NaN', 'Infinity', '-0', '1e309', '0x1F', 'true', 'CON', 'aux.txt'],
];
const UNICODE = [
  ...[
    '🙂',
    '👩‍👩‍👧‍👦',
    '👍🏽',
    '🇩🇪',
    '❤️',
    '🧬💉🩸',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u2060',
    '\u00ad',
    '\u034f',
    '\u115f',
  ],
  ...[
    '\u202e',
    '\u202d',
    '\u2066',
    '\u2069',
    '\u200f',
    '\u061c',
    'סורפניב',
    'سورافينيب',
    'сорафениб',
    'сорaфениb',
    '索拉非尼',
    'ソラフェニブ',
  ],
  ...[
    'โซราเฟนิบ',
    'σοραφενίμπη',
    'ＳＯＲＡＦＥＮＩＢ',
    '𝐬𝐨𝐫𝐚𝐟𝐞𝐧𝐢𝐛',
    '𝟚-year',
    'ﬁnding',
    'ß',
    'İ',
    'ı',
    'ŉ',
    'ǅ',
    '½',
    '²',
    '①',
    '٣',
    '%',
    '％',
  ],
  ...[
    'e\u0301'.repeat(20),
    `a${'\u0300\u0316'.repeat(60)}`,
    '\ud800',
    '\udc00',
    '\udbff\udbff',
    '\uffff',
    '\u0000',
    '\u0007',
    '\u001b[31m',
  ],
  ...[
    '\u001b]0;x\u0007',
    '\u009b31m',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u00a0',
    '\u3000',
    '\t',
    '\r',
    '\v',
    '\f',
    '\u{e0041}',
    '\u{10ffff}',
  ],
];
const FIGURES = [
  ...[
    '2-year',
    '5 years',
    'day +120',
    '47.4 %',
    '47,4',
    '1.2.3.4',
    '10^7',
    '95% CI 0–50.8',
    'P < 0.001',
    'HR 0.395',
    'n = 62',
  ],
  ...[
    '9'.repeat(400),
    `0.${'0'.repeat(300)}1`,
    '1/0',
    '-1',
    '0',
    '62/0',
    '1–1000000000',
    '3.0 × 107',
    '>65',
    '≤18',
    '1e5',
    '100000000000 months',
  ],
];
const QUESTION = [
  ...[
    'what is the',
    'median',
    'OS',
    'CRc',
    'rate',
    'of',
    'with',
    'without',
    'in',
    'and',
    'or',
    'not',
    'after',
    'vs',
    'versus',
    'how many',
  ],
  ...[
    'patients',
    'had',
    'GVHD',
    'relapse',
    'allo-HSCT',
    'is it',
    'better than',
    'who wrote',
    'where is',
    'from?',
    '?',
    '!',
    ',',
    ';',
    ':',
  ],
  ...[
    'my patient',
    'should I give',
    'mg/m2',
    'compare',
    'difference',
    'name:',
    'a:',
    'b:',
    'measure:',
    'regimen:',
    'question:',
    '[1]',
    '¶21',
  ],
];
const AROUND: readonly (readonly [string, string])[] = [
  ...(['**', '*', '__', '_', '~~', '||', '`', '```', '***'] as const).map((each) => [each, each] as const),
  ...([
    ['[', '](https://evil.example)'],
    ['<@', '>'],
    ['@everyone ', ''],
    ['\n# ', ''],
    ['\n> ', ''],
    ['\n- ', ''],
    ['\n1. ', ''],
  ] as const),
  ...([
    ['\\', ''],
    ['\\*', '*'],
    ['\\\\*', '*'],
    ['<', '>'],
    ['https://', '.example'],
    ['\u202e', '\u202c'],
    ['\u001b[31m', ''],
  ] as const),
  ...([
    ['```\n', '\n```'],
    ['[x]: https://evil.example "', '"'],
    ['<t:1:', '>'],
    ['“', '”'],
    ['', ''],
  ] as const),
];

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
const spaced = (text: string): string => [...text].join('\u200b');

/** Texts that nobody means well: all that chats are attacked with, mixed with names the evidence knows. */
export function hostileTexts({ vocabulary, corpus }: EvidenceIndex): fc.Arbitrary<string> {
  const names = vocabulary.names.map(({ text }) => text);
  const name = fc.constantFrom(...names);
  const statement = fc.constantFrom(...[...corpus.findings.values()].map(({ item }) => item.statement));
  const digit = fc.integer({ min: 0, max: 9 });
  const fragment = fc.oneof(
    { weight: 6, arbitrary: name },
    { weight: 1, arbitrary: statement },
    { weight: 1, arbitrary: fc.tuple(statement, digit).map(([text, other]) => text.replace(/\d/gu, String(other))) },
    { weight: 1, arbitrary: name.map(fullWidth) },
    { weight: 1, arbitrary: name.map(spaced) },
    { weight: 1, arbitrary: name.map((text) => [...text].reverse().join('')) },
    { weight: 4, arbitrary: fc.constantFrom(...QUESTION) },
    { weight: 2, arbitrary: fc.constantFrom(...FIGURES) },
    { weight: 4, arbitrary: fc.constantFrom(...MARKUP) },
    { weight: 3, arbitrary: fc.constantFrom(...CODE) },
    { weight: 4, arbitrary: fc.constantFrom(...UNICODE) },
    { weight: 3, arbitrary: fc.constantFrom(...AROUND).map(([before, after]) => `${before}${CANARY}${after}`) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  );
  const separator = fc.constantFrom(' ', ' ', ' ', '', '\n', ', ', '\t', '\u00a0', '/', '-');
  const joined = (most: number) =>
    fc
      .tuple(fc.array(fragment, { minLength: 1, maxLength: most }), separator)
      .map(([parts, between]) => parts.join(between).slice(0, LONGEST));
  const filled = fc
    .tuple(joined(20), fc.constantFrom('', ' ', '\n'), fc.integer({ min: 1_000, max: LONGEST }))
    .map(([text, between, length]) =>
      `${text}${between}`.repeat(Math.ceil(length / (text.length + 1))).slice(0, length),
    );
  const pasted = fc
    .tuple(fc.array(fc.oneof(name, fragment), { minLength: 200, maxLength: 900 }), separator)
    .map(([parts, between]) => parts.join(between).slice(0, LONGEST));
  return fc.oneof(
    { weight: 1, arbitrary: pasted },
    { weight: 6, arbitrary: fragment },
    { weight: 12, arbitrary: joined(8) },
    { weight: 3, arbitrary: joined(60) },
    { weight: 1, arbitrary: filled },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n', '\u200b', '/', '//', '/ ', '.', '?') },
  );
}
