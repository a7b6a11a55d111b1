import { stemmer } from 'stemmer';
import { fold } from '../evidence/fold.js';

/** A word of a text: as typed, and normalized for comparison. */
export interface Token {
  readonly typed: string;
  /** Lower case, without diacritics, American spelling, Greek letters by name. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Words, decimals, and EU trial numbers, which are names. */
const WORD =
  /\d{4}-\d{6}-\d{2}-\d{2}|\d+(?:\.\d+)+|\d{1,3}(?:,\d{3})+(?!\d)|[\p{L}\p{M}\p{N}]+(?:['’](?=\p{L})\p{L}+)?/gu;
const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...'α alpha,β beta,γ gamma,δ delta,ε epsilon,ζ zeta,η eta,θ theta,ι iota,κ kappa,λ lambda,μ mu,ν nu,ξ xi'.split(
      ',',
    ),
    ...'ο omicron,π pi,ρ rho,σ sigma,ς sigma,τ tau,υ upsilon,φ phi,χ chi,ψ psi,ω omega'.split(','),
    // Their look-alikes of the phonetic alphabet.
    ...'ɑ alpha,ɣ gamma'.split(','),
  ].map((entry) => entry.split(' ')),
);
/** "μg", "μmol/L", "μm": the letter before a unit stands for a millionth and is typed as u. */
const MICRO = /^μ(?=(?:g|m|l|s|mol|kat|sv|gy|ci|iu)$)/u;
/** British spellings the field uses, by what stands in the word. */
const AMERICAN: readonly (readonly [RegExp, string])[] = [
  [/haem/u, 'hem'],
  [/aemi/u, 'emi'],
  [/paed/u, 'ped'],
  [/oedem/u, 'edem'],
  [/paeni/u, 'peni'],
  [/aesth/u, 'esth'],
  [/aetiol/u, 'etiol'],
  [/oesoph/u, 'esoph'],
  [/oestr/u, 'estr'],
  [/(?<=rrh|pn)oea/u, 'ea'],
  [/foet(?=us|al)/u, 'fet'],
  [/leuc(?=o[cp])/u, 'leuk'],
  [/sulph/u, 'sulf'],
  [/(?<=behavi|col|fav|flav|harb|hum|lab|neighb|od|rig|rum|tum|vap|vig)our/u, 'or'],
  [/(?<=cent|fib|lit|met|calib|tit)re(?=s?$|d$)/u, 'er'],
  [/(?<=def|off|pret)ence(?=s?$)/u, 'ense'],
  [/programme(?=s?$)/u, 'program'],
  [/judgement/u, 'judgment'],
  [/^ageing$/u, 'aging'],
  [/enrol(?=s?$|ment)/u, 'enroll'],
  [/(?<=anal|paral|catal|dial)ys(?=ed$|ing$)/u, 'yz'],
  [/(?<=[a-z]{3})is(?=(?:ed|es|ing|ation|ations)$)/u, 'iz'],
];

const BRITISH = new RegExp(AMERICAN.map(([pattern]) => pattern.source).join('|'), 'u');

/** Splits text into words; hyphens, slashes and signs separate, decimals stay whole. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const [typed] = match;
    tokens.push({ typed, word: normalizeWord(typed), start: match.index, end: match.index + typed.length });
  }
  return tokens;
}

const LINK = /^[-\u2010-\u2015\u2212/]$/u;

/**
 * The compounds of a text as single words: "IL-2" is also written IL2, "follow-up" followup. Of a longer chain every pair
 * of neighbors; chains of numbers alone are ranges, no words.
 */
export function compounds(text: string, tokens: readonly Token[]): string[] {
  const found: string[] = [];
  const joined = (parts: readonly Token[]) => found.push(parts.map((part) => part.word).join(''));
  let chain: Token[] = [];
  const close = () => {
    if (chain.length > 1 && chain.some((part) => /\p{L}/u.test(part.word))) {
      if (chain.length <= LONGEST_COMPOUND) joined(chain);
      else for (let at = 1; at < chain.length; at++) joined(chain.slice(at - 1, at + 1));
    }
  };
  for (const token of tokens) {
    const last = chain.at(-1);
    if (last && LINK.test(text.slice(last.end, token.start))) chain.push(token);
    else {
      close();
      chain = [token];
    }
  }
  close();
  return found;
}

const LONGEST_COMPOUND = 3;

/** One word made comparable. */
export const normalizeWord = remembered(normalize);

/** No language has longer words; there is nothing to compare in one, and some signs unfold into a sentence each. */
const LONGEST_WORD = 200;

function normalize(typed: string): string {
  if (typed.length > LONGEST_WORD) return typed.toLowerCase();
  let word = (/^[\x21-\x7e]*$/u.test(typed) ? typed : fold(typed).text)
    .toLowerCase()
    .replace(/['’]s$/u, '')
    .replace(/,/gu, '');
  if (/^[a-z0-9.]*$/u.test(word)) return american(word);
  word = word.normalize('NFD').replace(/\p{M}/gu, '').replace(MICRO, 'u');
  return american(word.replace(/\p{Script=Greek}|ɑ|ɣ/gu, (letter) => GREEK[letter] ?? letter));
}

function american(word: string): string {
  if (!BRITISH.test(word)) return word;
  return AMERICAN.reduce((spelled, [pattern, spelling]) => spelled.replace(pattern, spelling), word);
}

/** Words recur; how many are kept, and how long ones, is bounded so that nobody can fill the memory by typing. */
const MOST_REMEMBERED = 50_000;
const LONGEST_REMEMBERED = 60;

function remembered(compute: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const hit = known.get(word);
    if (hit !== undefined) return hit;
    const value = compute(word);
    if (known.size < MOST_REMEMBERED && word.length <= LONGEST_REMEMBERED) known.set(word, value);
    return value;
  };
}

/** The word without a plural ending; names and short words stay. */
export function singular(word: string): string {
  if (word.length < 4 || !/[a-z]s$/u.test(word) || /(?:ss|us|is)$/u.test(word)) return word;
  return /(?:[^aeiou]ies)$/u.test(word) ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/** Porter stem of a normalized word; words with digits stay whole, so that IDH1 is never IDH2. */
export const stem = remembered((word) => (/\d/u.test(word) ? word : stemmer(word)));

/** The stems of a text, in order. */
export const stemsOf = (text: string): string[] => tokenize(text).map((token) => stem(token.word));
