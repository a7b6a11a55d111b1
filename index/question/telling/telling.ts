import type { Finding } from '../../evidence/corpus.js';
import type { Kind } from './kind.js';
import { MANNERS } from './manners.js';
import { PEOPLE_AND_PLACES } from './people-and-places.js';
import { TIMES } from './times.js';

const KINDS = { ...TIMES, ...PEOPLE_AND_PLACES, ...MANNERS };

/** What an answer must tell where the wording of a question asks for it: a reason, a time, a place, somebody, the first among several. */
export type Telling = keyof typeof KINDS;

const ALL = Object.entries(KINDS) as readonly [Telling, Kind][];

/** Reads what an answer must tell. */
export const tellingIn = (text: string): readonly Telling[] =>
  ALL.flatMap(([telling, { asks }]) => (asks.test(text.trim()) ? [telling] : []));

/** Whether a finding tells all of it. */
export const isTold = (finding: Finding, tells: readonly Telling[]): boolean =>
  tells.every((each) => KINDS[each].isTold(finding));
