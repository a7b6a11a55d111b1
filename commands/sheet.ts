import type { Concept, Item } from '../index/evidence/schema.js';
import type { Profile } from '../index/question/profile.js';
import type { EvidenceIndex } from '../index/search.js';
import type { Answer, Block, Evidence, Suggestion } from './answer.js';
import { citationsFor, evidenceFor } from './evidence.js';
import { identityOf } from './identity.js';
import { enumerate } from './phrase.js';
import { heldIn } from './suggest.js';

/** Findings shown under one heading of a sheet; the rest is counted. */
const MOST_IN_SECTION = 1;

/** A heading of a sheet and the findings that belong under it; a finding stands under the first that takes it. */
export interface Section {
  readonly title: string;
  readonly takes: (item: Item) => boolean;
  /** How many are shown, where that is not one. */
  readonly most?: number;
}

const about =
  (...topics: readonly string[]) =>
  (item: Item) =>
    topics.some((topic) => item.about.includes(topic));
const isSafety = (item: Item) =>
  about('adverse-events', 'safety-conclusion', 'gvhd', 'agvhd', 'cgvhd', 'neurotoxicity')(item) ||
  ['adverse-events', 'gvhd', 'agvhd', 'cgvhd'].includes(item.outcome?.measure ?? '');

const isMeasured = (item: Item) =>
  item.kind === 'background' &&
  item.outcome !== undefined &&
  item.intervention.length > 0 &&
  item.statistics.length > 0;

/** The headings under which everything about a therapy is told. */
export const SECTIONS: readonly Section[] = [
  { title: 'Results', most: 5, takes: (item) => (item.kind === 'result' || isMeasured(item)) && !isSafety(item) },
  {
    title: 'Status in the sources',
    most: 3,
    takes: (item) => item.kind === 'approval' || about('approval', 'standard-of-care', 'recommendation')(item),
  },
  {
    title: 'Doses and use, as given in the study',
    most: 2,
    takes: (item) => item.kind === 'treatment' || about('dose', 'composition', 'route')(item),
  },
  { title: 'Safety', takes: isSafety },
  { title: 'Trials', most: 2, takes: (item) => item.kind === 'trial' },
  { title: 'What others reported', takes: (item) => item.kind === 'background' },
  { title: 'Positions', takes: (item) => item.kind === 'position' },
  { title: 'Further findings', most: 2, takes: () => true },
];

/** Sorts findings under headings and populations; of each heading as many as a phone can show, the rest counted. */
export function sectionsOf(profiles: readonly Profile[], index: EvidenceIndex): { blocks: Block[]; more: string[] } {
  const blocks: Block[] = [];
  const more: string[] = [];
  const left = new Set(profiles);
  for (const section of SECTIONS) {
    const taken = [...left].filter((profile) => section.takes(profile.finding.item));
    for (const profile of taken) left.delete(profile);
    const most = section.most ?? MOST_IN_SECTION;
    more.push(...taken.slice(most).map((profile) => profile.finding.item.code));
    for (const [population, members] of groupBy(taken.slice(0, most), populationOf)) {
      const evidence = members.map((profile) => evidenceFor(profile.finding, index));
      blocks.push({ type: 'findings', title: `${section.title} — ${population}`, evidence });
    }
  }
  return { blocks, more };
}

function groupBy<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}

const populationOf = ({ finding: { item, source } }: Profile): string => source.cohorts[item.population]?.label ?? '';

/** A miss in a look-up: what was typed, and what may have been meant. */
export function unknown(
  command: string,
  what: string,
  typed: string,
  similar: readonly Concept[],
  index: EvidenceIndex,
): Answer {
  const held = heldIn(index);
  const suggestions: Suggestion[] = similar.map((concept) => ({
    label: `${concept.label}${held.has(concept.id) ? '' : ' (not in the evidence)'}`,
    input: `/${command} ${concept.id}`,
  }));
  const echo = typed.length > 60 ? `${typed.slice(0, 60)}…` : typed;
  return {
    command,
    status: 'no-evidence',
    headline: `Not in the evidence: no ${what} named “${echo}” is known here.`,
    notices:
      suggestions.length > 0
        ? [
            `Similar names: ${enumerate(
              similar.map((each) => each.label),
              'or',
            )}. A similar name is another ${what}.`,
          ]
        : [],
    related: [],
    citations: [],
    suggestions,
  };
}

/** A known name that no finding is about, with what is said of its class or of what contains it, apart. */
export function notHeld(
  command: string,
  concept: Concept,
  near: readonly Profile[],
  index: EvidenceIndex,
  notice?: string,
): Answer {
  const related: Evidence[] = near.slice(0, 3).map((profile) => evidenceFor(profile.finding, index));
  return {
    command,
    status: 'no-evidence',
    headline: `Not in the evidence: ${concept.label}. No finding in the ${index.corpus.sources.length} sources held is about it.`,
    notices: [`${concept.label} — ${identityOf(concept, index)}.`, ...(notice ? [notice] : [])],
    related,
    citations: citationsFor(related, index),
    suggestions: [],
  };
}

/** What a reader looks for first in a therapy: response and survival rates, then the adjusted ratio, then medians. */
const TELLING: readonly ((item: Item) => boolean)[] = [
  (item) =>
    item.statistics.some((each) => each.kind === 'rate' || (each.kind === 'proportion' && item.kind !== 'treatment')) &&
    isRemissionOrSurvival(item),
  (item) => item.statistics.some((each) => each.kind === 'hazard-ratio' && each.adjusted),
  (item) => item.statistics.some((each) => each.kind === 'median') && item.outcome !== undefined,
  (item) => item.statistics.some((each) => each.kind === 'hazard-ratio'),
  (item) => item.about[0] === 'dose',
  (item) => item.outcome !== undefined,
];
const isRemissionOrSurvival = (item: Item): boolean =>
  ['crc', 'cr', 'cr-any-recovery', 'os', 'efs'].includes(item.outcome?.measure ?? '');

/** The findings that are about a concept itself, most telling first. */
export function findingsAbout(id: string, index: EvidenceIndex): Profile[] {
  const rank = ({ finding: { item } }: Profile): number => {
    const at = TELLING.findIndex((tells) => tells(item));
    const own = item.intervention.includes(id) || item.outcome?.measure === id || item.about[0] === id;
    return (own ? 0 : 10) + (at < 0 ? TELLING.length : at);
  };
  return index.profiles
    .filter((profile) => profile.own.has(id))
    .map((profile, at) => ({ profile, at }))
    .sort((a, b) => rank(a.profile) - rank(b.profile) || a.at - b.at)
    .map((each) => each.profile);
}

/** Assembles a sheet; a sheet without findings is no answer. */
export function sheet(
  command: string,
  headline: string,
  facts: Block | undefined,
  profiles: readonly Profile[],
  index: EvidenceIndex,
  notices: readonly string[],
  related: readonly Evidence[] = [],
): Answer {
  const { blocks, more } = sectionsOf(profiles, index);
  const [first, ...others] = facts ? [facts, ...blocks] : blocks;
  const shown = blocks.flatMap((block) => (block.type === 'findings' ? block.evidence : []));
  if (!first) throw new Error(`a sheet of ${command} without findings`);
  return {
    command,
    status: 'answered',
    headline,
    blocks: [first, ...others],
    more,
    notices,
    related,
    citations: citationsFor([...shown, ...related], index),
    suggestions: [],
  };
}
