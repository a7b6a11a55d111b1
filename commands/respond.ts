import type { Finding } from '../index/evidence/corpus.js';
import { numbersOf } from '../index/evidence/statistics.js';
import type { Question } from '../index/question/question.js';
import { isTherapy } from '../index/question/vocabulary.js';
import { isStopWord } from '../index/retrieval/stop-words.js';
import { stem, stemsOf } from '../index/retrieval/tokens.js';
import type { EvidenceIndex, Match, Part, SearchResult } from '../index/search.js';
import type { Answer, Block, Evidence, Figure, Suggestion } from './answer.js';
import { citationsFor, evidenceFor, passageFor } from './evidence.js';
import { figureText } from './figures.js';
import { identityOf } from './identity.js';
import { missingPhrase, phraseOf } from './phrase.js';
import { heldIn } from './suggest.js';

/** Findings shown for one question; the rest is counted. */
export const MOST_FINDINGS = 5;
const MOST_IN_HEADLINE = 3;

/** Turns what a search found into the answer of a command. */
export function respond(command: string, result: SearchResult, index: EvidenceIndex): Answer {
  const { parts, question } = result;
  const answered = parts.filter((part) => part.matches.length > 0);
  const unanswered = parts.filter((part) => part.matches.length === 0);
  if (answered.length === 0 || (parts.length > 1 && isIdleContrast(question, unanswered)))
    return refuse(command, result, index);
  const room = Math.max(1, Math.floor(MOST_FINDINGS / answered.length));
  const shown = answered.map((part) => withConflicts(part, room, index));
  const evidence = unique(shown.flat());
  const related = unanswered.flatMap((part) =>
    part.near.slice(0, 2).map((near) => evidenceFor(near.finding, index, part.question)),
  );
  const blocks: Block[] = shown.map((each, at) => ({
    type: 'findings',
    ...(answered.length > 1 && answered[at] ? { title: phraseOf(answered[at].question) } : {}),
    evidence: each,
  }));
  const [first, ...others] = blocks;
  if (!first) return refuse(command, result, index);
  const shownIds = new Set(evidence.map((each) => each.id));
  const headlines = shown.map((each, at) => headlineOf(each, answered[at]?.question ?? question));
  return {
    command,
    status: unanswered.length > 0 ? 'partial' : 'answered',
    headline: `${correctionOf(question)}${[...new Set(headlines)].join(' · ')}`,
    blocks: [first, ...others],
    notices: [
      ...unanswered.map((part) => `Not in the evidence: ${phraseOf(part.question)}.`),
      ...leftOutNotice(answered),
    ],
    related: related.filter((each) => !shownIds.has(each.id)),
    citations: citationsFor([...evidence, ...related], index),
    suggestions: [],
    more: [
      ...new Set(
        answered
          .flatMap((part) => part.matches.map((match) => match.finding.item))
          .flatMap((item) => (shownIds.has(item.id) ? [] : [item.code])),
      ),
    ],
  };
}

/** Says which of the typed words played no role. */
function leftOutNotice(answered: readonly Part[]): string[] {
  const words = [...new Set(answered.flatMap((part) => part.leftOut))];
  return words.length > 0 ? [`Read without ${words.map((word) => `“${word}”`).join(', ')}.`] : [];
}

/** Two therapies set against each other: with nothing on the one there is nothing to hold the other against. */
function isIdleContrast(question: Question, unanswered: readonly Part[]): boolean {
  const asks = question.slots.some((slot) => slot.concept.kind === 'measure' || slot.concept.kind === 'topic');
  const against = /\b(?:vs|versus|compared|than|against)\b/iu.test(question.text);
  const several = question.slots.filter((slot) => isTherapy(slot.concept)).length > 1;
  return several && ((against && !asks) || ((!asks || against) && unanswered.length > 0));
}

const unique = (all: readonly Evidence[]): Evidence[] => [...new Map(all.map((each) => [each.id, each])).values()];

/** The best findings of a part; a finding that is reported otherwise elsewhere brings the other report along. */
function withConflicts(part: Part, room: number, index: EvidenceIndex): Evidence[] {
  const chosen = measuring(part)
    .slice(0, room)
    .flatMap((match: Match) => {
      const others = match.finding.item.conflicts.flatMap((id) => index.corpus.findings.get(id) ?? []);
      return [match.finding, ...others];
    });
  return unique(chosen.map((finding) => evidenceFor(finding, index, part.question)));
}

/** Where the best finding measured what was asked, findings that only touch it wait behind it. */
function measuring({ matches, question }: Part): readonly Match[] {
  const asked = new Set(
    question.slots.filter((slot) => slot.concept.kind === 'measure').map((slot) => slot.concept.id),
  );
  const [lead] = matches;
  const measures = (match: Match) => {
    const measured = match.finding.item.outcome?.measure;
    return (
      measured !== undefined &&
      [...asked].some((id) => id === measured || (match.profile.covers.has(id) && !match.profile.own.has(id)))
    );
  };
  return lead && asked.size > 0 && measures(lead) ? matches.filter(measures) : matches;
}

/** Which name was read as which. */
export const correctionOf = (question: Question): string =>
  question.corrections.map((each) => `Read “${each.typed}” as ${each.name}. `).join('');

/** What of a question decides which figures its headline shows. */
type Asked = Pick<Question, 'slots' | 'tokens' | 'comparison'> & { readonly wanted?: Question['wanted'] };

/** For answers that no question asked for. */
export const NOTHING_ASKED: Asked = { slots: [], tokens: [] };

/** The asked figure, its arm and its interval; where the evidence distinguishes what the question leaves open, each. */
export function headlineOf(evidence: readonly Evidence[], question: Asked): string {
  const [lead] = evidence;
  if (!lead) return '';
  const others = evidence.slice(1).filter((each) => isVariantOf(lead, each, question));
  return [lead, ...others].map((each) => headlineFor(each, question)).join(' · ');
}

/** A report of the same thing that differs: a conflict, or the same ratio adjusted and not. */
function isVariantOf(lead: Evidence, other: Evidence, question: Asked): boolean {
  if (lead.conflicts.some((conflict) => conflict.id === other.id)) return true;
  const asked = new Set(question.slots.map((slot) => slot.concept.id));
  const asksRatio = asked.has('hazard-ratio') && !asked.has('adjusted') && !asked.has('unadjusted');
  const ratio = (each: Evidence) => each.figures.find((figure) => figure.kind === 'hazard-ratio');
  const [a, b] = [ratio(lead), ratio(other)];
  if (a === undefined || b === undefined || !asked.has('hazard-ratio')) return false;
  const namesFactor = question.slots.some((slot) => isTherapy(slot.concept) || slot.role === 'condition');
  return asksRatio ? a.adjusted !== b.adjusted && a.measure === b.measure : a.adjusted === b.adjusted && !namesFactor;
}

/** Kinds of figure that say what was found by themselves; counts and quantities need their sentence. */
const TELLING: ReadonlySet<Figure['kind']> = new Set(['rate', 'proportion', 'median', 'hazard-ratio']);

/** The figures where they are few and all of one measure, or the one that is named; else the finding in words. */
function headlineFor(evidence: Evidence, question: Asked): string {
  const printed = evidence.figures.filter((figure) => figure.origin !== 'derived');
  const named = namedIn(printed, question);
  const figures = focusOnArm(named.length > 0 ? named : printed, question);
  const whose = evidence.secondary ? ` — result of ${evidence.secondary}, quoted in ${evidence.source.label}` : '';
  const [first] = figures;
  const isOne = figures.every((figure) => figure.measure === first?.measure);
  const isTelling = first !== undefined && (named.length > 0 || TELLING.has(first.kind));
  if (first?.measure === '' || !isOne || !isTelling || figures.length > MOST_IN_HEADLINE)
    return `${evidence.statement}${whose}`;
  return `${first.measure}: ${figures.map(figureText).join('; ')}${whose}`;
}

/** Of figures with labels of their own, those whose label alone stands in the question: "how many had rash". */
function namedIn(printed: readonly Figure[], { tokens }: Pick<Question, 'tokens'>): readonly Figure[] {
  const figures = asksTime(tokens) ? printed.filter((figure) => !NUMBER_OF.has(figure.kind)) : printed;
  const labels = [...new Set(figures.map((figure) => figure.measure))];
  if (labels.length < 2) return [];
  const asked = new Set(tokens.map((token) => stem(token.word)));
  // "All deaths" are named by who says so, not by whoever asks what patients died of.
  const isTotalAsked = tokens.some(({ word }) => TOTAL.test(word));
  const isJointAsked = tokens.some(({ word }) => JOINT.test(word));
  const isNamed = (label: string) =>
    (isTotalAsked || !label.startsWith('all ')) && (!isJointAsked || /\b(?:and|both|with)\b/u.test(label));
  const shares = labels.filter(isNamed).map((label) => {
    const stems = [...new Set(stemsOf(label))].filter((each) => !isStopWord(each));
    return { label, share: stems.filter((each) => asked.has(each)).length / stems.length };
  });
  const [best, second] = shares.sort((x, y) => y.share - x.share);
  const isClear = best !== undefined && best.share >= 0.5 && best.share > (second?.share ?? 0);
  return isClear ? figures.filter((figure) => figure.measure === best.label) : [];
}

/** "In both the marrow and elsewhere": one of the two alone was counted apart. */
const JOINT = /^(?:both|together)$/u;
const TOTAL = /^(?:all|total|altogether|overall)$/u;

/** Kinds of figure that never say how long. */
const NUMBER_OF: ReadonlySet<Figure['kind']> = new Set(['count', 'proportion', 'rate']);

/** "When", "how long after". */
const asksTime = (tokens: Question['tokens']): boolean =>
  tokens.some(
    ({ word }, at) =>
      word === 'when' || (word === 'how' && /^(?:long|soon|late|early)$/u.test(tokens[at + 1]?.word ?? '')),
  );

/** Words by which a question sets arms against each other. */
const CONTRASTS: ReadonlySet<string> = new Set(
  'vs versus or and without compared compare than against between difference differ improve improves improved better worse effect benefit both'.split(
    ' ',
  ),
);

/** The asked arm alone, or with the one it is held against where the question sets them against each other. */
function focusOnArm(figures: readonly Figure[], { slots, tokens, comparison, wanted }: Asked): readonly Figure[] {
  const isOne = slots.some((slot) => slot.negated || slot.concept.id === 'control-arm');
  const isCompared = comparison !== undefined || (wanted?.effect === true && !isOne);
  if (isCompared || !figures.some((figure) => figure.focus === 'asked')) return figures;
  if (isOne) return figures.filter(({ focus }) => focus === 'asked');
  const named = new Set(slots.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
  const isContrast = tokens.length === 0 || tokens.some((token, at) => !named.has(at) && CONTRASTS.has(token.word));
  return figures.filter(({ focus }) => focus === undefined || focus === 'asked' || (isContrast && focus === 'control'));
}

/** Says what is not in the evidence, where that was looked for, and what comes nearest. */
export function refuse(
  command: string,
  result: SearchResult,
  index: EvidenceIndex,
  suggestions: readonly Suggestion[] = [],
): Answer {
  const { question, parts } = result;
  const [part] = parts;
  const near = part.near.map((each) => evidenceFor(each.finding, index, question));
  const passages =
    near.length > 0 || question.slots.length === 0 ? [] : index.passages(question.text, 1).map(passageFor);
  const related = [...near, ...passages];
  const nothing =
    question.slots.length + question.words.length + question.numbers.length + question.durations.length === 0;
  const phrase = phraseOf(question);
  const missing = missingPhrase(part.unmet);
  const form = part.unmet.length === 1 && part.unmet[0]?.kind === 'form' ? `${part.unmet[0].label} ` : '';
  const corrected = question.corrections.map((each) => ` (“${each.typed}” read as ${each.name})`).join('');
  return {
    command,
    status: 'no-evidence',
    headline: nothing
      ? 'Not in the evidence: the question names nothing that can be looked up. Name a drug, a regimen, an outcome or a population.'
      : `Not in the evidence: ${form}${phrase || missing || 'the figure asked about'}${corrected}.`,
    notices: [
      ...(part.nowhere.length > 0
        ? [`In no source: ${missingPhrase(part.nowhere)}.`]
        : near.length > 0
          ? ['The sources have findings on parts of this, none on all of it together.']
          : []),
      ...premiseNotices(question, index),
      ...question.slots.flatMap(({ concept }) =>
        isTherapy(concept) && !heldIn(index).has(concept.id)
          ? [`${concept.label} — ${identityOf(concept, index)}. No finding is about it.`]
          : [],
      ),
      lookedIn(index, near),
    ],
    related,
    citations: citationsFor(related, index),
    suggestions,
  };
}

/** A figure of the question that stands in a finding on something else: that it exists there is said, not what was asked. */
function premiseNotices(question: Question, index: EvidenceIndex): string[] {
  return question.numbers
    .filter((each) => each.premise)
    .flatMap(({ number }) => {
      const holder = holdersIn(index).get(number);
      if (!holder) return [];
      const { item, source } = holder;
      return [
        `The figure stands elsewhere: ${item.statement} (${source.cohorts[item.population]?.label ?? ''}) [${source.number}]`,
      ];
    });
}

const holders = new WeakMap<EvidenceIndex, ReadonlyMap<string, Finding>>();

/** For each figure of an outcome, the first finding that reports it. */
function holdersIn(index: EvidenceIndex): ReadonlyMap<string, Finding> {
  const known = holders.get(index);
  if (known) return known;
  const found = new Map<string, Finding>();
  for (const { finding } of index.profiles) {
    if (!finding.item.outcome) continue;
    for (const number of finding.item.statistics.flatMap(numbersOf)) if (!found.has(number)) found.set(number, finding);
  }
  holders.set(index, found);
  return found;
}

/** In which texts it was looked for, and what is absent from them. */
export function lookedIn(index: EvidenceIndex, near: readonly Evidence[]): string {
  const numbers = new Set(near.map((each) => each.source.number));
  const gaps = index.corpus.sources
    .filter((source) => numbers.has(source.number))
    .flatMap((source) => {
      if (source.access.held === 'abstract only') return [`[${source.number}] is held as an abstract only`];
      return source.access.absent.length > 0
        ? [`the text of [${source.number}] comes without its ${source.access.absent.join(', ')}`]
        : [];
    });
  const held = `Looked for in the text of all ${index.corpus.sources.length} sources held.`;
  return gaps.length > 0 ? `${held} The full publication may say more: ${gaps.join('; ').replace(/\.$/u, '')}.` : held;
}

/** A request that cannot be run; the headline says why and what to do. */
export function invalid(command: string, headline: string, suggestions: readonly Suggestion[] = []): Answer {
  return { command, status: 'invalid', headline, notices: [], related: [], citations: [], suggestions };
}
