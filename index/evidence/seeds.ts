import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type Corpus, corpusOf, type Fault, type Seeds, SeedsError } from './corpus.js';
import { Concept, Source } from './schema.js';
import { readText, TextError } from './text.js';

/**
 * Reads and checks `sources/*.yaml` and `vocabulary/*.yaml` of a seeds folder.
 * @throws SeedsError with every fault of every file: format, references, ids and codes used twice, ambiguous names.
 */
export function loadSeeds(folder: string): Seeds {
  const faults: Fault[] = [];
  const sources = read(folder, 'sources', Source, faults);
  const concepts = read(folder, 'vocabulary', z.array(Concept), faults).flatMap(({ file, value }) =>
    value.map((concept, index) => ({ file, path: `${index}`, value: concept })),
  );
  const vocabulary = new Map<string, Concept>();
  for (const { file, path, value } of concepts) {
    if (vocabulary.has(value.id)) faults.push({ file, path: `${path}.id`, message: `"${value.id}" is used twice` });
    vocabulary.set(value.id, value);
  }
  for (const { file, path, value } of concepts) {
    for (const key of ['parents', 'components'] as const) {
      for (const each of value[key]) {
        if (!vocabulary.has(each)) faults.push({ file, path: `${path}.${key}`, message: `no concept "${each}"` });
      }
    }
  }
  ambiguousNames(concepts, faults);
  crossReference(sources, vocabulary, faults);
  if (faults.length > 0) throw new SeedsError(faults);
  return {
    sources: sources.map((each) => each.value).sort((a, b) => a.number - b.number),
    concepts: concepts.map((each) => each.value),
  };
}

/** Loads and cross-references a seeds folder. @throws SeedsError with every fault. */
export const loadCorpus = (folder: string): Corpus => corpusOf(loadSeeds(folder));

interface SeedFile<T> {
  readonly file: string;
  readonly value: T;
}

/** A seed file is not longer: far beyond what anybody curates in one. */
export const MOST_BYTES = 8_000_000;

function read<T>(folder: string, part: string, schema: z.ZodType<T>, faults: Fault[]): SeedFile<T>[] {
  const here = join(basename(folder), part).replaceAll('\\', '/');
  const names = namesIn(join(folder, part));
  if (names === undefined) {
    faults.push({ file: here, path: '', message: 'the folder is missing or cannot be read' });
    return [];
  }
  for (const name of names.filter((each) => each.endsWith('.yml')))
    faults.push({ file: `${here}/${name}`, path: '', message: 'seed files end with .yaml: rename it' });
  const seeds = names.filter((name) => name.endsWith('.yaml')).sort();
  if (seeds.length === 0) faults.push({ file: here, path: '', message: 'the folder has no .yaml file' });
  const files: SeedFile<T>[] = [];
  for (const name of seeds) {
    const path = join(folder, part, name);
    const file = join(basename(folder), relative(folder, path)).replaceAll('\\', '/');
    try {
      const result = schema.safeParse(dataIn(readText(path, MOST_BYTES)));
      if (result.success) files.push({ file, value: result.data });
      else
        for (const issue of result.error.issues)
          faults.push({ file, path: issue.path.join('.'), message: issue.message });
    } catch (error) {
      if (error instanceof FormatError) faults.push({ file, path: error.place, message: error.message });
      else if (error instanceof TextError) faults.push({ file, path: '', message: error.message });
      else throw error;
    }
  }
  return files;
}

function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}

/** Text that is not the YAML we take. */
class FormatError extends Error {
  constructor(
    readonly place: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The data in a YAML text, which is data only: no tags of its own, no key twice, and no more aliases than people write.
 * @throws FormatError
 */
function dataIn(text: string): unknown {
  try {
    const document = parseDocument(text);
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) {
      const line = fault.linePos?.[0].line;
      throw new FormatError(line ? `line ${line}` : '', `not valid YAML: ${fault.message.split('\n')[0] ?? ''}`);
    }
    const data: unknown = document.toJS();
    if (data === null || data === undefined) throw new FormatError('', 'the file is empty');
    return data;
  } catch (error) {
    // The parser has a type of its own for neither: too many aliases are a ReferenceError, nesting runs out of stack.
    if (error instanceof RangeError) throw new FormatError('', 'not valid YAML: it is nested too deeply');
    if (error instanceof ReferenceError) throw new FormatError('', `not valid YAML: ${error.message}`);
    throw error;
  }
}

/** A name belongs to one concept; statistics may share one, as "aHR" is a ratio and adjusted. */
function ambiguousNames(concepts: readonly { file: string; path: string; value: Concept }[], faults: Fault[]): void {
  const owners = new Map<string, Concept>();
  for (const { file, path, value: concept } of concepts) {
    for (const name of [
      concept.label,
      ...concept.aliases,
      ...concept.brands,
      ...(concept.expansion ? [concept.expansion] : []),
    ]) {
      const key = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
      const owner = owners.get(key);
      if (owner && owner.id !== concept.id && !(owner.kind === 'statistic' && concept.kind === 'statistic'))
        faults.push({
          file,
          path: `${path} (${concept.id})`,
          message: `the name "${name}" already belongs to "${owner.id}"`,
        });
      owners.set(key, concept);
    }
  }
}

function crossReference(
  sources: readonly SeedFile<Source>[],
  vocabulary: ReadonlyMap<string, Concept>,
  faults: Fault[],
): void {
  const seen = { id: new Map<string, string>(), code: new Map<string, string>(), source: new Map<string, string>() };
  const items = new Set(sources.flatMap((each) => each.value.items.map((item) => item.id)));
  for (const { file, value: source } of sources) {
    const fault = (path: string, message: string) => faults.push({ file, path, message });
    const once = (map: Map<string, string>, key: string, path: string) => {
      const first = map.get(key);
      if (first) fault(path, `"${key}" is used twice, first in ${first}`);
      else map.set(key, `${file} at ${path}`);
    };
    const concept = (id: string, path: string) => {
      if (!vocabulary.has(id)) fault(path, `the vocabulary has no "${id}"`);
    };
    const arm = (id: string | undefined, path: string) => {
      if (id !== undefined && !Object.hasOwn(source.arms, id)) fault(path, `the source has no arm "${id}"`);
    };
    if (basename(file) !== `${source.id}.yaml`) fault('id', `the file of "${source.id}" is named ${source.id}.yaml`);
    once(seen.source, source.id, 'id');
    once(seen.source, String(source.number), 'number');
    for (const each of source.subjects) concept(each, 'subjects');
    for (const [id, cohort] of Object.entries(source.cohorts))
      for (const each of cohort.attributes) concept(each, `cohorts.${id}.attributes`);
    for (const [id, each] of Object.entries(source.arms))
      for (const treatment of [...each.with, ...each.without]) concept(treatment, `arms.${id}`);
    for (const [index, item] of source.items.entries()) {
      const path = `items.${index} (${item.id})`;
      once(seen.id, item.id, path);
      once(seen.code, item.code, `${path}.code`);
      if (!item.id.startsWith(`${source.id}.`)) fault(path, `an item's id begins with its source's: "${source.id}."`);
      if (!Object.hasOwn(source.cohorts, item.population)) fault(path, `the source has no cohort "${item.population}"`);
      for (const key of ['intervention', 'comparator', 'about'] as const)
        for (const each of item[key]) concept(each, `${path}.${key}`);
      if (item.outcome) concept(item.outcome.measure, `${path}.outcome.measure`);
      for (const each of item.conflicts)
        if (!items.has(each)) fault(path, `conflicts names "${each}", which is no item`);
      for (const [at, statistic] of item.statistics.entries()) {
        if ('arm' in statistic) arm(statistic.arm, `${path}.statistics.${at}`);
        if ('contrast' in statistic && statistic.contrast) {
          arm(statistic.contrast.of, `${path}.statistics.${at}.contrast`);
          arm(statistic.contrast.versus, `${path}.statistics.${at}.contrast`);
        }
      }
    }
  }
}
