import type { Token } from '../retrieval/tokens.js';

/** What clinicians type in a chat, by the word it stands for. */
const SHORTHAND: Readonly<Record<string, string>> = {
  '1st': 'first',
  '2nd': 'second',
  '3rd': 'third',
  acc: 'according',
  anc: 'neutrophil',
  adol: 'adolescents',
  approx: 'approximately',
  assoc: 'associate',
  avg: 'average',
  bc: 'because',
  btw: 'between',
  blocker: 'inhibitor',
  blockers: 'inhibitors',
  blocking: 'inhibiting',
  cant: "can't",
  combo: 'combination',
  combos: 'combinations',
  conv: 'conventional',
  cum: 'cumulative',
  def: 'definition',
  diff: 'difference',
  disc: 'discontinued',
  doesnt: "doesn't",
  dont: "don't",
  didnt: "didn't",
  dur: 'duration',
  dx: 'diagnosed',
  dz: 'disease',
  elig: 'eligibility',
  excl: 'excluded',
  fav: 'favorable',
  freq: 'frequency',
  hasnt: "hasn't",
  grp: 'group',
  grps: 'groups',
  heme: 'hematologic',
  hosp: 'hospital',
  hx: 'history',
  incl: 'included',
  inhib: 'inhibitor',
  inhibs: 'inhibitors',
  interm: 'intermediate',
  isnt: "isn't",
  licence: 'approval',
  licences: 'approvals',
  licenced: 'approved',
  license: 'approval',
  licensed: 'approved',
  licensing: 'approval',
  lipo: 'liposomal',
  lit: 'literature',
  maint: 'maintenance',
  mech: 'mechanism',
  mort: 'mortality',
  multivar: 'multivariable',
  mut: 'mutated',
  muts: 'mutations',
  neg: 'negative',
  outpt: 'outpatient',
  ped: 'pediatric',
  plt: 'platelet',
  pos: 'positive',
  ppl: 'people',
  pct: 'percentage',
  prob: 'probability',
  prog: 'prognosis',
  prosp: 'prospective',
  rand: 'randomized',
  rec: 'recommended',
  recs: 'recommendations',
  resp: 'response',
  retro: 'retrospective',
  rads: 'radiotherapy',
  rt: 'radiotherapy',
  rx: 'treatment',
  rxn: 'reaction',
  sib: 'sibling',
  sibs: 'sibling',
  sig: 'significant',
  stat: 'statistical',
  stats: 'statistical',
  std: 'standard',
  surv: 'survival',
  tox: 'toxicity',
  trt: 'treatment',
  txs: 'treatments',
  wasnt: "wasn't",
  werent: "weren't",
  whats: 'what',
  whos: 'who',
  upkeep: 'maintenance',
  wo: 'without',
  yo: 'years',
  youngster: 'child',
  youngsters: 'children',
};

const OF_TRANSPLANT = /^(?:at|pre|post|after|following|allo|allogeneic|cell|second|2nd|hsct|marrow)$/u;

/** mOS, mPFS: a median and its measure in one word. */
const MEDIAN_SURVIVAL = /^m(?:OS|EFS|PFS|RFS|DFS)$/u;
/** "ph3", "ph1/2": a phase and its number in one word. */
const PHASE = /^ph(?=[1-4]$)/u;
const MEDIAN_OF = /^(?:os|efs|pfs|rfs|dfs|age|survival|dose|duration|follow|fu|f|time)$/u;

/** "Older AML pts": whose age is meant. */
const PEOPLE_OR_DISEASE = /^(?:pts?|folks?|persons?|individuals|leuk(?:a)?emia|AML|ALL|aml)$/u;

/** "AML that came back", "when leukemia returns": a relapse in everyday words, where a disease comes, not a result. */
const DISEASE = /^(?:aml|all|leuka?emia|disease|blasts)$/u;
const COMES = /^(?:comes?|came|coming)$/u;
const RETURNS = /^return(?:s|ed|ing)?$/u;
const BETWEEN = /^(?:that|which|has|have|had|who|whose|it)$/u;

function isReturning(tokens: readonly Token[], at: number): boolean {
  const isBack = COMES.test(tokens[at]?.word ?? '') && tokens[at + 1]?.word === 'back';
  if (!isBack && !RETURNS.test(tokens[at]?.word ?? '')) return false;
  const subject = tokens.slice(Math.max(0, at - 3), at).findLast(({ word }) => !BETWEEN.test(word));
  return subject !== undefined && DISEASE.test(subject.word);
}

/** Reads shorthand: "soraf w/o dx" in words. `tx` is a transplant behind "at", "post" or "allo", a treatment otherwise. */
export function expandShorthand(tokens: readonly Token[], text: string): readonly Token[] {
  const expanded: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    const before = tokens[at - 1];
    const slashed = next !== undefined && /^\s*\/\s*$/u.test(text.slice(token.end, next.start));
    if (token.word === 'o' && before?.word === 'w' && /^\s*\/\s*$/u.test(text.slice(before.end, token.start))) continue;
    if (token.word === 'w' && slashed && next.word === 'o') expanded.push({ ...token, word: 'without', end: next.end });
    else if (token.word === 'w' && /^\//u.test(text.slice(token.end))) expanded.push({ ...token, word: 'with' });
    else if (token.word === 'tx')
      expanded.push({ ...token, word: OF_TRANSPLANT.test(before?.word ?? '') ? 'transplant' : 'treatment' });
    else if (token.word === 'med' && MEDIAN_OF.test(next?.word ?? '')) expanded.push({ ...token, word: 'median' });
    else if (token.word === 'inc' && /^cum/u.test(before?.word ?? '')) expanded.push({ ...token, word: 'incidence' });
    else if (token.word === 'older' && PEOPLE_OR_DISEASE.test(next?.typed ?? ''))
      expanded.push({ ...token, word: 'elderly' });
    else if (MEDIAN_SURVIVAL.test(token.typed))
      expanded.push({ ...token, word: 'median' }, { ...token, typed: token.typed.slice(1), word: token.word.slice(1) });
    // In capitals it is isoniazid.
    else if (token.typed === 'inh') expanded.push({ ...token, word: 'inhibitor' });
    else if (PHASE.test(token.word))
      expanded.push({ ...token, word: 'phase' }, { ...token, typed: token.typed.slice(2), word: token.word.slice(2) });
    // The probability of OS is no "positive".
    else if (token.typed === 'pOS') expanded.push(token);
    else if (token.typed === 'nr') expanded.push({ ...token, word: 'number' });
    else if (/^eln\d{2}(?:\d{2})?$/u.test(token.word)) expanded.push({ ...token, word: 'eln' });
    else if (isReturning(tokens, at)) expanded.push({ ...token, word: 'relapses' });
    else
      expanded.push(
        Object.hasOwn(SHORTHAND, token.word) ? { ...token, word: SHORTHAND[token.word] ?? token.word } : token,
      );
  }
  return expanded;
}
