import type { Concept } from '../evidence/schema.js';
import type { Profile } from './profile.js';

/** Facts about how a study was done are also found by the name of what it studied. */
const ABOUT_THE_STUDY: ReadonlySet<string> = new Set(['method', 'definition', 'limitation', 'publication']);

/** Whether a finding is about how a study was done, or published. */
export const isAboutStudy = ({ finding: { item } }: Profile): boolean => ABOUT_THE_STUDY.has(item.kind);

/** Whether a source is about a therapy, or about the parts of it. */
export const isSubject = ({ finding: { source } }: Profile, { id, components }: Concept): boolean =>
  source.subjects.includes(id) || (components.length > 0 && components.every((part) => source.subjects.includes(part)));
