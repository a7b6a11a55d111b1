import { describe, expect, it } from 'vitest';
import { type Completable, complete } from '../../src/terminal/complete.js';

const option = { description: 'x', kind: 'drug', required: true } as const;
const commands: readonly Completable[] = [
  { name: 'drug', kind: 'slash', options: { name: option } },
  { name: 'compare', kind: 'slash', options: { a: option, by: option } },
  { name: 'help', kind: 'slash', options: {} },
  { name: 'hidden', kind: 'internal', options: { code: option } },
];
const NAMES: Readonly<Record<string, string>> = {
  sorafenib: 'sorafenib',
  sorbitol: 'sorbitol',
  nexavar: 'sorafenib',
  azacitidine: 'azacitidine',
  'stem cells': 'stem-cells',
  vidaza: 'azacitidine',
  'other name': 'midostaurin',
  'other thing': 'minoxidil',
};
const asked: string[] = [];
const suggest = (command: string, name: string, text: string) => {
  asked.push(`${command} ${name} ${text}`);
  const values = Object.keys(NAMES)
    .filter((each) => each.startsWith(text.toLowerCase()))
    .map((each) => NAMES[each] ?? '');
  return [...new Set(values)].map((value) => ({ label: value.toUpperCase(), value }));
};
const at = (line: string) => complete(line, commands, suggest);

describe('Tab', () => {
  it('offers the commands, and no internal one', () => {
    expect(at('')).toEqual([['/drug ', '/compare ', '/help '], '']);
    expect(at('/')).toEqual([['/drug ', '/compare ', '/help '], '/']);
    expect(at('/DR')).toEqual([['/drug '], '/DR']);
    expect(at('/h')).toEqual([['/help '], '/h']);
    expect(at('/x')).toEqual([[], '/x']);
  });

  it('leaves questions alone', () => {
    expect(at('what is sor')[0]).toEqual([]);
  });

  it('offers the values of the only option without its name', () => {
    expect(at('/drug sor')).toEqual([['sorafenib', 'sorbitol'], 'sor']);
    expect(at('/drug name: sora')).toEqual([['sorafenib'], 'sora']);
    expect(at('/DRUG Sora')).toEqual([['sorafenib'], 'Sora']);
    expect(asked.at(-1)).toBe('drug name Sora');
  });

  it('takes a value of several words as one', () => {
    expect(at('/drug stem ce')).toEqual([['stem-cells'], 'stem ce']);
  });

  it('replaces another name only where one thing bears it', () => {
    expect(at('/drug nexa')).toEqual([['sorafenib'], 'nexa']);
    expect(at('/drug other')).toEqual([['other', 'midostaurin', 'minoxidil'], 'other']);
    expect(at('/drug zzz')).toEqual([[], 'zzz']);
  });

  it('offers option names where there are several, each once', () => {
    expect(at('/compare az')).toEqual([['azacitidine'], 'az']);
    expect(at('/compare a: sorafenib ')).toEqual([['by: '], '']);
    expect(at('/compare a: sorafenib b')).toEqual([['by: '], 'b']);
    expect(at('/compare a: sorafenib by: az')).toEqual([['azacitidine'], 'az']);
    expect(at('/compare a')[0]).toEqual(['azacitidine', 'a: ']);
  });

  it('has nothing for a command without options or an unknown one', () => {
    expect(at('/help x')).toEqual([[], 'x']);
    expect(at('/nothing x')).toEqual([[], 'x']);
    expect(at('/hidden x')).toEqual([[], 'x']);
  });
});
