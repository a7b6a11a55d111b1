import type { Concept, Item, Source } from './schema.js';

/** One fault of the seeds: the file, the path inside it, and what is wrong. */
export interface Fault {
  readonly file: string;
  readonly path: string;
  readonly message: string;
}

/** The seeds cannot be used; `faults` has every one of them at once. */
export class SeedsError extends Error {
  override readonly name = 'SeedsError';
  constructor(readonly faults: readonly Fault[]) {
    super(
      `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the seeds:\n${faults.map((each) => `  ${formatFault(each)}`).join('\n')}`,
    );
  }
}

export const formatFault = (fault: Fault): string =>
  fault.path === '' ? `${fault.file}: ${fault.message}` : `${fault.file} at ${fault.path}: ${fault.message}`;

/** A finding together with the source it stands in. */
export interface Finding {
  readonly item: Item;
  readonly source: Source;
}

/** The curated evidence, cross-referenced. */
export interface Corpus {
  readonly sources: readonly Source[];
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly findings: ReadonlyMap<string, Finding>;
  readonly byCode: ReadonlyMap<string, Finding>;
}

/** Checked seeds: data only. */
export interface Seeds {
  readonly sources: readonly Source[];
  readonly concepts: readonly Concept[];
}

/** Cross-references checked seeds. */
export function corpusOf({ sources, concepts }: Seeds): Corpus {
  const findings = sources.flatMap((source) => source.items.map((item) => ({ item, source })));
  return {
    sources,
    concepts: new Map(concepts.map((each) => [each.id, each])),
    findings: new Map(findings.map((each) => [each.item.id, each])),
    byCode: new Map(findings.map((each) => [each.item.code, each])),
  };
}
