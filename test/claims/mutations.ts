import { numbersIn } from '../../index/evidence/numbers.js';
import type { EvidenceIndex } from '../../index/search.js';

/** A statement with one slot changed, and what was put in place of what. */
export interface Mutation {
  readonly slot: 'digit' | 'arm' | 'measure' | 'time' | 'population' | 'direction';
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

/** Words that exclude each other, by slot: the one in a claim makes it another claim than the other. */
const SWAPS: readonly (readonly [Mutation['slot'], RegExp, string])[] = [
  ['arm', /\bwith sorafenib\b/u, 'without sorafenib'],
  ['arm', /\bwithout sorafenib\b/u, 'with sorafenib'],
  ['arm', /\bsorafenib\b/iu, 'gilteritinib'],
  ['arm', /\bsorafenib\b/iu, 'midostaurin'],
  ['arm', /\bDP-IAG\b/u, 'CPX-351'],
  ['arm', /\bDLI\b/u, 'blinatumomab'],
  ['arm', /\bvenetoclax\b/iu, 'ivosidenib'],
  ['arm', /\binotuzumab ozogamicin\b/iu, 'gemtuzumab ozogamicin'],
  ['arm', /\brevumenib\b/iu, 'ziftomenib'],
  ['arm', /\bbrexu-cel\b/iu, 'tisa-cel'],
  ['arm', /\bVAH\b/u, 'FLAG-IDA'],
  ['arm', /\bBCL-2 inhibitors?\b/u, 'FLT3 inhibitor'],
  ['arm', /\bFLT3 inhibitors\b/u, 'menin inhibitors'],
  ['arm', /\bdecitabine\b/iu, 'clofarabine'],
  ['measure', /\bOS\b/u, 'EFS'],
  ['measure', /\bEFS\b/u, 'OS'],
  ['measure', /\bCRc\b/u, 'PR'],
  ['measure', /\boverall survival\b/u, 'relapse-free survival'],
  ['measure', /\b[Aa]cute GVHD\b/u, 'chronic GVHD'],
  ['measure', /\b[Cc]hronic GVHD\b/u, 'acute GVHD'],
  ['measure', /\brash\b/u, 'nausea'],
  ['measure', /\bdiarrhea\b/u, 'mucositis'],
  ['measure', /\bcomplete remission\b/u, 'partial remission'],
  ['measure', /\bMRD negativity\b/u, 'complete remission'],
  ['measure', /\bhazard ratio\b/u, 'odds ratio'],
  ['measure', /\b[Mm]edian\b/u, 'mean'],
  ['measure', /\badverse events\b/u, 'deaths'],
  ['time', /\b2-year\b/u, '3-year'],
  ['time', /\b2-year\b/u, '5-year'],
  ['time', /\b3-year\b/u, '2-year'],
  ['time', /\b4-year\b/u, '3-year'],
  ['time', /\b100-day\b/u, '180-day'],
  ['time', /\bday \+30\b/u, 'day +100'],
  ['time', /\bmonths\b/u, 'weeks'],
  ['time', /\bdays\b/u, 'months'],
  ['population', /\bFLT3 wild-type\b/u, 'FLT3-ITD'],
  ['population', /\bFLT3-ITD\b/u, 'FLT3 wild-type'],
  ['population', /\bAML\b/u, 'ALL'],
  ['population', /\bAML\b/u, 'MDS'],
  ['population', /\bALL\b/u, 'AML'],
  ['population', /\b[Cc]hildren\b/u, 'adults'],
  ['population', /\b[Aa]dults\b/u, 'children'],
  ['population', /\bpediatric\b/u, 'adult'],
  ['population', /\belderly\b/u, 'pediatric'],
  ['population', /\brelapsed or refractory\b/u, 'newly diagnosed'],
  ['population', /\bnewly diagnosed\b/u, 'relapsed or refractory'],
  ['population', /\bTP53-mutated\b/u, 'NPM1-mutated'],
  ['population', /\brelapse after allo-HSCT\b/u, 'newly diagnosed disease'],
  ['direction', /\bbetter\b/u, 'worse'],
  ['direction', /\bsuperior\b/u, 'inferior'],
  ['direction', /\bsimilar\b/u, 'higher'],
  ['direction', /\bhigher\b/u, 'lower'],
  ['direction', /\blower\b/u, 'higher'],
  ['direction', /\bunadjusted\b/u, 'adjusted'],
  ['direction', /\badjusted\b/u, 'unadjusted'],
  ['direction', /\bdid not differ significantly\b/u, 'differed significantly'],
  ['direction', /\bnot\b/u, ''],
  ['direction', /\bNo\b/u, 'Every'],
  ['direction', /\bis\b(?! not\b)/u, 'is not'],
  ['direction', /\bcan\b/u, 'cannot'],
];

/** Each single-slot change of a statement: the fields of its own words, and every digit of every figure. */
export function mutationsOf(statement: string, index: EvidenceIndex): Mutation[] {
  const swapped = SWAPS.flatMap(([slot, from, to]): Mutation[] => {
    const match = from.exec(statement);
    if (!match || named(match[0], index) === named(to, index)) return [];
    // Without "not" a figure may still be the reported one: "62 were enrolled".
    if (to === '' && numbersIn(statement).length > 0) return [];
    return [{ slot, text: statement.replace(from, to), from: match[0], to }];
  });
  return [...swapped, ...digitsChanged(statement)];
}

const named = (text: string, index: EvidenceIndex): string =>
  text === '' ? '∅' : `${text.toLowerCase()}`.concat(String(index.understand(text).slots[0]?.concept.id ?? ''));

/** "65.8" → "66.8", "65.9"; numbers of names are left alone. */
function digitsChanged(statement: string): Mutation[] {
  return [...statement.matchAll(/(?<![\p{L}\d.-])\d+(?:\.\d+)?(?![\d.]*\p{L})/gu)].flatMap((match): Mutation[] => {
    const [number] = match;
    if (numbersIn(`x ${number} y`).length === 0) return [];
    const places = number.length === 1 ? [0] : [0, number.length - 1];
    return places.flatMap((place) => {
      const to = `${number.slice(0, place)}${(Number(number[place]) + 1) % 10}${number.slice(place + 1)}`;
      if (!/^[1-9]|^0\./u.test(to)) return [];
      const text = `${statement.slice(0, match.index)}${to}${statement.slice(match.index + number.length)}`;
      return [{ slot: 'digit' as const, text, from: number, to }];
    });
  });
}
