import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { isScalar, Lexer, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { type Corpus, corpusOf, type Fault, type Seeds, SeedsError } from './corpus.js';
import { Concept, Source } from './schema.js';
import { MOST_BYTES, readText, TextError } from './text.js';

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

/** Marks and values of YAML that a seed file has at most, five times those of the longest: their number is what costs. */
const MOST_TOKENS = 300_000;
/** Of one file so many faults are listed; more have one cause. */
const MOST_FAULTS = 100;
/** In characters; a message may name all that it did not expect. */
const LONGEST_MESSAGE = 300;

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
      const text = readText(path, MOST_BYTES);
      const result = schema.safeParse(dataIn(text));
      if (result.success) files.push({ file, value: result.data });
      else faults.push(...faultsOf(file, result.error.issues));
      if (!END.test(text))
        faults.push({
          file,
          path: '',
          message: 'the last line is not "...": was the file cut off? If it is whole, add it',
        });
    } catch (error) {
      if (error instanceof FormatError) faults.push({ file, path: error.place, message: error.message });
      else if (error instanceof TextError) faults.push({ file, path: '', message: error.message });
      else throw error;
    }
  }
  return files;
}

/** YAML's own mark for the end of a document: without it, a file that breaks off between two findings would be whole. */
const END = /\n\.\.\.\s*$/u;

function faultsOf(file: string, issues: readonly z.core.$ZodIssue[]): Fault[] {
  const listed = issues
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => ({ file, path: path.join('.'), message: shortened(message) }));
  const more = issues.length - listed.length;
  return more === 0 ? listed : [...listed, { file, path: '', message: `and ${more} more faults` }];
}

const shortened = (message: string): string =>
  message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;

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
 * Whatever the text, it takes seconds at most.
 * @throws FormatError
 */
function dataIn(text: string): unknown {
  if (isEndless(text)) throw new FormatError('', `it has more than ${MOST_TOKENS} marks and values: split it`);
  try {
    const lines = new LineCounter();
    const placeOf = (offset: number) => `line ${lines.linePos(offset).line}`;
    // The parser compares each key with each other one of its map, and quotes the line of each error: with a long one of
    // either it would take minutes.
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, lineCounter: lines });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) throw new FormatError(placeOf(fault.pos[0]), `not valid YAML: ${fault.message}`);
    const twice = keyTwice(document);
    if (twice !== undefined) throw new FormatError(placeOf(twice.at), `the key "${twice.key}" is there twice`);
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

/** Whether there is more of it than anybody writes; read no further than that. */
function isEndless(text: string): boolean {
  let count = 0;
  for (const _ of new Lexer().lex(text)) {
    count += 1;
    if (count > MOST_TOKENS) return true;
  }
  return false;
}

/** The first key that its map has already, and where it stands in the text. */
function keyTwice(
  document: ReturnType<typeof parseDocument>,
): { readonly key: string; readonly at: number } | undefined {
  let found: { readonly key: string; readonly at: number } | undefined;
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          found = { key: name, at: key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
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
      if (item.outcome?.from) concept(item.outcome.from, `${path}.outcome.from`);
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
