import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockQuote, escapeMarkdown, inert, plainLine } from '../../src/discord/neutralize.js';

/** What Discord shows of escaped text: a backslash before punctuation vanishes. */
const shown = (text: string) => text.replace(/\\([^0-9A-Za-z\s])/g, '$1');
/** What is left for the markdown parser once escapes are taken out. */
const active = (text: string) => text.replace(/\\[^0-9A-Za-z\s]/g, '¤');

const nasty = fc.string({
  unit: fc.constantFrom(...'aB1 .\n*_~`|<>[]()@#:/-+\\%=µ¶—', '<@1>', '](', '@here', '```', '- ', '1. ', '# '),
});

describe('escapeMarkdown', () => {
  it.each([
    ['**bold** _it_ `code`', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\`'],
    ['||spoiler|| ~~gone~~', '\\|\\|spoiler\\|\\| \\~\\~gone\\~\\~'],
    ['<@123> <#5> <:x:1> <t:0>', '\\<@123> \\<#5> \\<:x:1> \\<t:0>'],
    ['@everyone and @here', '\\@everyone and \\@here'],
    ['https://example.com', 'https\\://example.com'],
    ['[click](https://example.com)', '\\[click](https\\://example.com)'],
    ['# heading', '\\# heading'],
    ['> quote\n- item\n-# small', '\\> quote\n\\- item\n\\-# small'],
    ['1. one', '1\\. one'],
    ['a\\b', 'a\\\\b'],
  ])('makes %j inert', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  it.each(['P < 0.05', 'P = 0.005; n > 20 [12]', '25/38 (65.8%)', '~50%', '1.8 mg/m2', 'x|y', '-3', 'a@b.org'])(
    'leaves %j as it is',
    (text) => {
      expect(escapeMarkdown(text)).toBe(text);
    },
  );

  it('shows every text exactly as it was', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(shown(escapeMarkdown(text))).toBe(text);
      }),
    );
  });

  it('leaves nothing for the parser', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(active(escapeMarkdown(text))).not.toMatch(
          /[*_`]|~~|\|\||<[@#:/a-z]|:\/\/|\[[^\n]*\]\(|@(everyone|here)|^\s*[>#]|^\s*\d+\. |^\s*[-+] /im,
        );
      }),
    );
  });
});

describe('blockQuote', () => {
  it('keeps every line of a passage in the quote', () => {
    expect(blockQuote('first\r\n# second\n\nthird')).toBe('> first\n> \\# second\n> \n> third');
  });
});

describe('inert', () => {
  it('is one line without what hides or reorders text', () => {
    expect(inert('a\n\n b\t\u202Ec\u200B\u0000d \uD83D e')).toBe('a b cd e');
  });

  it('breaks mentions, tags and links for readers without escapes too', () => {
    expect(inert('@everyone <@123> <script> [x](y)')).not.toMatch(/@everyone|<@|<s|\]\(/);
    expect(inert('see Doe [7], P < 0.05')).toBe('see Doe [7], P < 0.05');
  });
});

describe('plainLine', () => {
  it('takes controls and line breaks out', () => {
    expect(plainLine(' a\u001B[31m\nb ')).toBe('a[31m b');
  });
});
