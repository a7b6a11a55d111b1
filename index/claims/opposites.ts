import { sameStem } from './same-words.js';

/** Words that exclude each other where the same thing is spoken of, a pair of groups a line. */
const PAIRS = `
favorable favourable good excellent bright | dismal poor unfavorable unfavourable bad grim
majority most mostly | minority few rarely
early | late
safe | unsafe dangerous hazardous
frequent common commonly often | rare rarely uncommon infrequent seldom
promising | disappointing hopeless
effective | ineffective useless futile
prospective | retrospective
multicenter multicentre | monocenter monocentric
easy | difficult challenging
routine | exceptional experimental
rising growing increasing improving | falling shrinking declining worsening
rapid quick fast short shorter | slow long longer
first | second
fit | unfit
oral orally | intravenous intravenously subcutaneous subcutaneously
tolerated | intolerable
excluded | included enrolled
unknown unclear inconclusive | known clear settled proven
initial start started | final last
adequate satisfactory sufficient | inadequate unsatisfactory insufficient
`;

const opposites: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const all = new Map<string, Set<string>>();
  for (const line of PAIRS.split('\n')) {
    const [left = [], right = []] = line
      .split('|')
      .map((side) => side.trim().split(/\s+/u).filter(Boolean).map(sameStem));
    for (const [these, those] of [
      [left, right],
      [right, left],
    ] as const)
      for (const word of these) all.set(word, new Set([...(all.get(word) ?? []), ...those]));
  }
  return all;
})();

/** Whether a word, by its stem, has an opposite at all. */
export const hasOpposite = (stem: string): boolean => opposites.has(stem);

/** Whether a text, by its stems, says the opposite of a word. */
export const isOpposite = (stem: string, spoken: ReadonlySet<string>): boolean =>
  [...(opposites.get(stem) ?? [])].some((each) => spoken.has(each));
