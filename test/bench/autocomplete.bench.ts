import { it } from 'vitest';
import type { OptionKind } from '../../commands/command.js';
import { suggest } from '../../commands/suggest.js';
import { corpusOf } from '../../index/evidence/corpus.js';
import type { Concept, ConceptKind } from '../../index/evidence/schema.js';
import { loadSeeds } from '../../index/evidence/seeds.js';
import { prepare } from '../../index/prepared.js';
import { createIndex } from '../../index/search.js';
import { english } from '../program.js';
import { ms, report, spread } from './measured.js';

const NAMES = 10_000;
const OPTIONS: readonly (readonly [OptionKind, ConceptKind])[] = [
  ['drug', 'agent'],
  ['regimen', 'regimen'],
  ['measure', 'measure'],
  ['population', 'disease'],
  ['biomarker', 'biomarker'],
  ['trial', 'trial'],
];
/** Of the names of an option every so many-th is typed, letter by letter. */
const TYPED = 40;
const ROUNDS = 3;

const seeds = loadSeeds(new URL('../../seeds', import.meta.url).pathname);

/** The vocabulary with names that are made up until an option alone has as many. */
function indexWith(kind: ConceptKind, accepted: readonly string[]) {
  const concepts = [...seeds.concepts];
  for (let made = 0; accepted.length + made < NAMES; made++) concepts.push(madeUp(kind, made));
  return createIndex(prepare(corpusOf({ sources: seeds.sources, concepts })), new Map(), english);
}

const SYLLABLES = 'ba ce di fo gu ka le mi no pu ra se ti vo xu za bre clo dra fli'.split(' ');
const ENDINGS = ['tinib', 'mab', 'clax', 'stat', 'cel', 'rubicin', 'platin', 'citabine'];

function madeUp(kind: ConceptKind, at: number): Concept {
  const syllable = (place: number) => SYLLABLES[Math.floor(at / SYLLABLES.length ** place) % SYLLABLES.length];
  const label = `${syllable(0)}${syllable(1)}${syllable(2)}${syllable(3)}${ENDINGS[at % ENDINGS.length]}`;
  const lists = { aliases: [], cased: [], brands: [], parents: [], targets: [], components: [] };
  return { id: `made-up-${at}`, label, kind, ...lists };
}

/** What somebody types who knows the name, who drops a letter in it, and who swaps two. */
function* typing(name: string): Generator<string> {
  for (let length = 0; length <= name.length; length++) yield name.slice(0, length);
  const at = name.length >> 1;
  yield name.slice(0, at) + name.slice(at + 1);
  yield name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2);
  yield `${name} ${name}x`;
}

it('names offered while they are typed', () => {
  const [all, first]: [number[], number[]] = [[], []];
  let slowest = { took: 0, typed: '', option: '' };
  for (const [option, kind] of OPTIONS) {
    const accepted = indexWith(kind, Array.from({ length: NAMES })).vocabulary.names.filter(
      (name) => name.concept.kind === kind,
    );
    const index = indexWith(
      kind,
      accepted.map((name) => name.text),
    );
    const names = index.vocabulary.names.filter((name) => name.concept.kind === kind);
    const typed = names.filter((_, at) => at % TYPED === 0).flatMap((name) => [...typing(name.text)]);
    const rounds = Array.from({ length: ROUNDS }, () =>
      typed.map((text) => {
        const asked = performance.now();
        suggest(option, text, index);
        return performance.now() - asked;
      }),
    );
    // What the machine does besides falls on other strokes in each round.
    const times = typed.map((_, at) => Math.min(...rounds.map((round) => round[at] ?? Number.POSITIVE_INFINITY)));
    first.push(rounds[0]?.[0] ?? Number.NaN);
    all.push(...times);
    const longest = Math.max(...times);
    if (longest > slowest.took) slowest = { took: longest, typed: typed[times.indexOf(longest)] ?? '', option };
    report(`${option}, ${names.length} names`, `${spread(times)} (${times.length} strokes)`);
  }
  report('all options, the best of each stroke', spread(all));
  report('  the first stroke in an option', `max ${ms(Math.max(...first))}`);
  report('  the slowest', `${JSON.stringify(slowest.typed.slice(0, 60))} for ${slowest.option}`);
});
