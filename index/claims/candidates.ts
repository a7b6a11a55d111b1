import type { Slot } from '../question/question.js';
import { tokenize } from '../retrieval/tokens.js';
import type { EvidenceIndex } from '../search.js';
import { type Agreement, agree } from './agreement.js';
import { armOf } from './arms.js';
import type { Claim, Difference } from './claim.js';
import { adjustmentDiffers, agreesWithReadings, detailsDiffer, isAgreed } from './details.js';
import type { Fact } from './fact.js';
import { type Figure, keyOfFigure } from './figure.js';
import type { Holding } from './holding.js';
import {
  gradeDiffers,
  isOnlyArmSaid,
  isOnTopic,
  LABELED,
  labelScore,
  mayBeMeasured,
  measureDiffers,
} from './measures.js';
import { isAloneUnsaid, isTogether } from './narrowness.js';
import { directionDiffers, negationDiffers } from './reported.js';
import { sameStem, sameStems } from './same-words.js';
import { populationDiffers, subjectDiffers, timeDiffers } from './setting.js';
import { isFunctionWord } from './small-talk.js';
import { superlativeDiffers } from './superlatives.js';
import { unsaidWords } from './unsaid.js';
import { mayAgree } from './values.js';

/** A claim held against one fact of one finding. */
export interface Candidate {
  readonly holding: Holding;
  readonly fact: Fact;
  readonly agreement: Agreement;
  readonly differs: readonly Difference[];
  /** In how many slots it says something else, not only less. */
  readonly distance: number;
  readonly notes: readonly string[];
}

/** "Before relapse 19 had acute, 13 chronic GVHD": a phase is of the whole sentence. */
const PHASE =
  /\b(?:before|after|prior\s+to|following)\s+(?:the\s+)?(?:relapse|salvage(?:\s+therapy)?|transplant\w*)\b/iu;

export function stemsOfClaim(claim: Claim): ReadonlySet<string> {
  const phase = PHASE.test(claim.wording) ? undefined : PHASE.exec(claim.sentence)?.[0];
  return new Set([...sameStems(claim.wording), ...sameStems(phase ?? ''), ...claim.words.map((word) => word.stem)]);
}

/** Every fact of a finding that speaks of the same kind of figure. */
export function candidatesIn(
  claim: Claim,
  figure: Figure,
  stems: ReadonlySet<string>,
  holding: Holding,
  index: EvidenceIndex,
): Candidate[] {
  if (!mayBeMeasured(claim, holding) && !mayAgree(figure, holding.values)) return [];
  const like = holding.facts.flatMap((fact) => {
    const agreement = agree(figure, fact);
    if (agreement.status === 'unlike') return [];
    if (fact.stated && agreement.status === 'different' && !isContrary(claim, figure, fact.stated, holding)) return [];
    const isThreshold =
      agreement.status === 'different' && Number(valueIn(figure)) === Number(agreement.reported.split(/[ %]/u)[0]);
    return [
      {
        fact,
        agreement: isThreshold && isRead(figure, holding) ? { ...agreement, status: 'equal' as const } : agreement,
      },
    ];
  });
  if (like.length === 0) return [];
  const typed = like.filter(({ fact }) => !fact.stated);
  const used = typed.some(({ agreement }) => isAgreed(agreement)) ? typed : like;
  const scores = new Map(
    used.map(({ fact }) => [fact, fact.label ? labelScore(fact.label, claim, stems, fact.arm !== undefined) : 0]),
  );
  const time = timeDiffers(claim, holding);
  let around: ReturnType<typeof aroundOf> | undefined;
  return used.flatMap(({ fact, agreement }): Candidate[] => {
    if (fact.stated && agreement.status !== 'different' && !isStatedSo(claim, figure, fact.stated, holding)) return [];
    const said = fact.stated ? statedArm(claim, holding, index) : armOf(claim.arm, fact, holding, index.vocabulary);
    const arm = said === 'unnamed' && isStudyNamed(claim, holding) ? 'same' : said;
    const most = agreement.status === 'different' ? MOST_NEAR : MOST_KINDRED;
    if (time.differs.length + (arm === 'same' ? 0 : 1) > most) return [];
    const label = scores.get(fact) ?? 0;
    const best = Math.max(...used.filter((each) => sameArm(each.fact, fact)).map((each) => scores.get(each.fact) ?? 0));
    const isOtherLabel =
      fact.label !== undefined &&
      (label < best ||
        isOnlyArmSaid(fact, claim, stems) ||
        (label < LABELED && !(isLone(fact, holding) && isOnTopic(claim, fact, holding))));
    const isUnlabeled =
      fact.label === undefined &&
      !fact.stated &&
      best >= 0.99 &&
      used.some((each) => each.fact.label && sameArm(each.fact, fact));
    const measure = measureDiffers(claim, fact, holding, isOtherLabel ? 0 : label);
    const population = populationDiffers(claim, fact, holding, index.vocabulary);
    const slots: Difference[] = [
      ...measure.differs,
      ...(isOtherLabel || isUnlabeled || gradeDiffers(claim, fact, holding) ? (['measure'] as const) : []),
      ...time.differs,
      ...(arm === 'same' ? [] : [arm === 'unnamed' ? ('arm' as const) : arm]),
      ...population.differs,
      ...(agreement.unit === 'other' && !isRead(figure, holding) ? (['unit'] as const) : []),
    ];
    // Too far off to be spoken of: nothing more has to be compared.
    if (new Set(slots).size > most) return [];
    around ??= aroundOf(claim, holding);
    const own = isWholeArm(claim, fact) || isCountedApart(fact, holding) ? around.withoutAlone : around;
    const details = detailsDiffer(claim, fact, holding);
    const adjusted = adjustmentDiffers(claim, fact);
    const superlative = superlativeDiffers(claim, fact, holding);
    const differs: Difference[] = [
      ...slots,
      ...superlative.differs,
      ...adjusted.differs,
      ...own.differs,
      ...details.differs,
    ];
    const notes = [
      ...(arm === 'unnamed' ? ['The claim does not say which arm.'] : []),
      ...measure.notes,
      ...time.notes,
      ...population.notes,
      ...adjusted.notes,
      ...superlative.notes,
      ...own.notes,
      ...details.notes,
    ];
    const distance = new Set(differs).size - (arm === 'unnamed' ? 1 : 0);
    return [{ holding, fact, agreement, differs: [...new Set(differs)], distance, notes }];
  });
}

const isStudyNamed = ({ words }: Claim, { loneStudy }: Holding): boolean =>
  loneStudy.size > 0 && words.some(({ stem }) => loneStudy.has(stem));

/** In how many slots a finding with another figure may differ and still be near, and one with the figure be kindred. */
const MOST_NEAR = 1;

export const MOST_KINDRED = 3;

interface Around {
  readonly differs: readonly Difference[];
  readonly notes: readonly string[];
}

/** What a claim says besides its figure: topics and sources, a direction, words; and the same but for "alone". */
function aroundOf(claim: Claim, holding: Holding): Around & { readonly withoutAlone: Around } {
  const direction = directionDiffers(claim, holding);
  const told = (claim.told ?? []).map((side) => directionDiffers(side, holding));
  const isToldOtherwise = told.some(({ differs }) => differs.includes('direction'));
  // "Prolongs survival, 47.4 vs 16.7": a conclusion is drawn from both.
  const concluded = told.find(({ differs }) => differs.includes('conclusion'));
  const all = [
    ...new Set([...unsaidWords(claim, holding.stems, true), ...(isAloneUnsaid(claim, holding) ? ['alone'] : [])]),
  ];
  const isApart = !isTogether(claim, holding);
  const saying = (unsaid: readonly string[]): Around => ({
    differs: [
      ...subjectDiffers(claim, holding).differs,
      ...direction.differs,
      ...(concluded ? (['conclusion'] as const) : []),
      ...(negationDiffers(claim, holding) || isToldOtherwise || claim.isContrary ? (['direction'] as const) : []),
      ...(unsaid.length > 0 || isApart ? (['wording'] as const) : []),
    ],
    notes: [
      ...new Set([...direction.notes, ...(concluded?.notes ?? [])]),
      ...(unsaid.length > 0 ? [`Not said there: ${unsaid.map((word) => `“${word}”`).join(', ')}.`] : []),
    ],
  });
  return { ...saying(all), withoutAlone: saying(all.filter((word) => !ALONE.test(word))) };
}

const ALONE = /^(?:alone|purely|solely|exclusively|isolated)$/iu;

/** "7 purely extramedullary": those with both are counted by themselves. */
function isCountedApart({ label, statistic, arm }: Fact, holding: Holding): boolean {
  if (!label || !statistic || JOINED.test(label.text)) return false;
  return holding.facts.some(
    (each) =>
      each.statistic?.kind === statistic.kind &&
      each.arm === arm &&
      each.label !== undefined &&
      /\band\b/u.test(each.label.text) &&
      label.concepts.size > 0 &&
      [...label.concepts].every((id) => each.label?.concepts.has(id)),
  );
}

const JOINED = /\b(?:and|or|both|with|any)\b/u;

/** "Sorafenib and chemotherapy alone": an arm that is told by all it was given and by what it was not. */
const isWholeArm = ({ arm: { given } }: Claim, { arm }: Fact): boolean =>
  (given.length > 1 || given.some(({ concept }) => concept.components.length > 1)) && (arm?.without.length ?? 0) > 0;

const valueIn = (figure: Figure): string | undefined =>
  'value' in figure ? figure.value : 'n' in figure ? figure.n : undefined;

/** "Below 5%" where the finding says "below 5%" too. */
const isRead = (figure: Figure, holding: Holding): boolean =>
  holding.readings.some((each) => keyOfFigure(each) === keyOfFigure(figure));

const sameArm = (a: Fact, b: Fact): boolean => a.arm === b.arm && (a.stated === undefined) === (b.stated === undefined);

/** The only figure with a label of its kind needs no naming. */
const isLone = (fact: Fact, holding: Holding): boolean =>
  holding.facts.filter((each) => each.label && !each.derived && each.statistic?.kind === fact.statistic?.kind)
    .length === 1;

/** What only the statement says must be said in its words, beside the same word. */
function isStatedSo(claim: Claim, figure: Figure, stated: Figure, holding: Holding): boolean {
  if (claim.words.length === 0 || unsaidWords(claim, holding.spoken, true).length > 0) return false;
  if (!agreesWithReadings(claim.stated, holding)) return false;
  const own = beside(claim.sentence, figure);
  const theirs = beside(holding.statement, stated);
  return own.length === 0 || own.some((each) => theirs.includes(each));
}

/** A number of the statement that stands in the very words of the claim, where the claim has another. */
function isContrary(claim: Claim, figure: Figure, stated: Figure, holding: Holding): boolean {
  if (!SAID_ONLY.has(figure.kind) || unsaidWords(claim, holding.spoken, true).length > 0) return false;
  const isSaid = ({ typed }: Slot) =>
    tokenize(typed).every(({ word }) => isFunctionWord(word) || holding.spoken.has(sameStem(word)));
  const isOnIt = claim.own.every((slot) => slot.concept.kind !== 'topic' || isSaid(slot));
  if (!isOnIt) return false;
  const [own, theirs] = [besideStems(claim.sentence, figure), besideStems(holding.statement, stated)];
  return (
    own.some((each) => theirs.includes(each)) &&
    agreesWithReadings(
      claim.stated.filter((each) => each !== figure),
      holding,
    )
  );
}

/** Kinds of figures that are seldom typed out as statistics. */
const SAID_ONLY: ReadonlySet<Figure['kind']> = new Set(['span', 'quantity', 'count']);

/** The stems of the words right before and behind a figure. */
function beside(text: string, { at, end }: Figure): readonly string[] {
  const before =
    tokenize(text.slice(Math.max(0, at - WORD_ROOM), at))
      .filter(({ word }) => word !== 'version')
      .at(-1)?.word ?? '';
  const behind = tokenize(text.slice(end, end + WORD_ROOM))[0]?.word ?? '';
  return [before, behind].filter((word) => word.length > 2).map(sameStem);
}

/** The stems of the words around a figure that say something. */
const besideStems = (text: string, { at, end }: Figure): readonly string[] =>
  [...tokenize(text.slice(Math.max(0, at - WORD_ROOM), at)), ...tokenize(text.slice(end, end + WORD_ROOM))]
    .map(({ word }) => word)
    .filter((word) => word.length > 2 && !isFunctionWord(word))
    .map(sameStem);

/** Longer than any word. */
const WORD_ROOM = 40;

/** A figure of the statement alone belongs to whatever therapy the statement names. */
function statedArm(claim: Claim, holding: Holding, index: EvidenceIndex): 'same' | 'intervention' | 'arm' {
  const { given, without } = claim.arm;
  if (
    given.some(
      (slot) => !holding.covers.has(slot.concept.id) && !index.vocabulary.broader(slot.concept.id).has(slot.concept.id),
    )
  )
    return 'intervention';
  if (given.some((slot) => !holding.named.has(slot.concept.id))) return 'intervention';
  return without.every((slot) => holding.withouts.has(slot.concept.id)) ? 'same' : 'arm';
}
