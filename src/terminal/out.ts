import { type Answer, filesOf, plotsIn, referencesOf } from '../../commands/answer.js';
import { withAddress } from '../../commands/references.js';
import { invalid } from '../../commands/respond.js';
import { formatOfFile } from '../../index/evidence/citations/styles.js';
import type { Dispatcher } from '../dispatch.js';
import { writeNew } from './write.js';

/** A line as typed: what it asks, and the file that references or pictures are to be kept in. */
export type Typed =
  | { readonly text: string; readonly out?: string }
  /** `--out` or `--svg` is there without a name that it can take. */
  | { readonly fault: string };

/** Takes `--out refs.bib` or `--svg os.svg` off a line, wherever it stands; quotes keep a name with spaces together. */
export function readOut(line: string): Typed {
  const found = /(?:^|\s)--(out|svg)(?:=|\s+|$)("([^"]*)"|'([^']*)'|\S*)/u.exec(line);
  if (found === null) return { text: line };
  const [whole, option, bare = '', double, single] = found;
  const out = (double ?? single ?? bare).trim();
  const fault = option === 'svg' ? faultOfSvg(out) : faultOfOut(out);
  if (fault !== undefined) return { fault };
  const [before, after] = [line.slice(0, found.index), line.slice(found.index + whole.length)];
  return { text: [before.trim(), after.trim()].filter((part) => part !== '').join(' '), out };
}

/** What is wrong with a name behind `--out`. */
export const faultOfOut = (name: string): string | undefined =>
  name.trim() === '' ? '--out needs the name of a file, such as refs.bib.' : undefined;

/** What is wrong with a name behind `--svg`. */
export const faultOfSvg = (name: string): string | undefined =>
  /[^.\\/]\.svg$/iu.test(name.trim()) ? undefined : '--svg needs the name of a file that ends in .svg, such as os.svg.';

/** An answer, and what became of the file it was to be kept in. */
export interface Kept {
  readonly answer: Answer;
  readonly note?: string;
  readonly isWritten: boolean;
}

/** Answers typed text and keeps its references, or its pictures, in files; the ending decides, where no style does. */
export async function askAndKeep(dispatcher: Pick<Dispatcher, 'text'>, text: string, out: string): Promise<Kept> {
  return /\.(?:svg|png)$/iu.test(out)
    ? await keepPictures(dispatcher.text(text), out)
    : keepText(dispatcher, text, out);
}

/** Answers a line as typed, `--out` and all. */
export async function askTyped(dispatcher: Pick<Dispatcher, 'text'>, line: string): Promise<Kept> {
  const typed = readOut(line);
  if ('fault' in typed) return { answer: invalid('out', `Not answered: ${typed.fault}`), isWritten: false };
  const { text, out } = typed;
  return out === undefined
    ? { answer: dispatcher.text(text), isWritten: false }
    : await askAndKeep(dispatcher, text, out);
}

/** A file a picture; the answer shows them in characters all the same. */
async function keepPictures(answer: Answer, out: string): Promise<Kept> {
  const plots = plotsIn(answer);
  if (plots.length === 0)
    return {
      answer,
      note: `Nothing was written to ${out}: ${nothingIn(answer, 'has no picture; /plot makes pictures.')}`,
      isWritten: false,
    };
  // What draws is loaded where it is needed.
  const { pictureFiles } = await import('./picture-files.js');
  const made = await pictureFiles(plots, out);
  const fault = 'fault' in made ? made.fault : writeNew(made.files);
  if ('fault' in made || fault !== undefined)
    return { answer, note: `Nothing was written: ${fault}`, isWritten: false };
  return { answer, note: `Wrote ${made.files.map(({ name }) => name).join(', ')}.`, isWritten: true };
}

function keepText(dispatcher: Pick<Dispatcher, 'text'>, text: string, out: string): Kept {
  const format = formatOfFile(out);
  const answer = dispatcher.text(text, format === undefined ? {} : { style: format.id });
  const kept = contentOf(answer);
  if (kept === undefined) {
    const instead =
      plotsIn(answer).length > 0 ? 'a picture is kept as .svg or .png.' : '--out goes with /cite and /plot.';
    const why = nothingIn(answer, `sets out no references; ${instead}`);
    return { answer, note: `Nothing was written to ${out}: ${why}`, isWritten: false };
  }
  if (format !== undefined && kept.extension !== format.extension) {
    const better = out.replace(/[^.]+$/u, kept.extension);
    const note = `Nothing was written: ${out} has the ending of ${format.name}, and the answer is ${kept.what}. Name the file ${better}, or leave the style out.`;
    return { answer, note, isWritten: false };
  }
  const fault = writeNew([{ name: out, content: kept.text }]);
  if (fault !== undefined) return { answer, note: `Nothing was written: ${fault}`, isWritten: false };
  return { answer: withoutFiles(answer), note: `Wrote ${out}: ${kept.what}.`, isWritten: true };
}

interface Content {
  readonly text: string;
  readonly extension: string;
  readonly what: string;
}

/** What of an answer is kept: its file, else what it sets out to be cited. */
function contentOf(answer: Answer): Content | undefined {
  if (answer.status !== 'answered' && answer.status !== 'partial') return undefined;
  const [file] = filesOf(answer);
  const count = file === undefined ? referencesOf(answer).length : answer.citations.length;
  const references = `${count} ${count === 1 ? 'reference' : 'references'}`;
  if (file !== undefined) {
    const format = formatOfFile(file.name);
    return {
      text: file.text,
      extension: format?.extension ?? '',
      what: `${references} in ${format?.name ?? file.mediaType}`,
    };
  }
  if (count === 0) return undefined;
  const texts = answer.blocks.flatMap((block) => {
    if (block.type === 'bibliography') return [block.entries.map((each) => `${withAddress(each)}\n`).join('')];
    return block.type === 'cited' ? block.findings.map(({ text }) => `${text}\n`) : [];
  });
  return { text: texts.join('\n'), extension: 'txt', what: `${references} as text` };
}

function nothingIn(answer: Answer, lacking: string): string {
  const isAnswer = answer.status === 'answered' || answer.status === 'partial';
  return isAnswer ? `the answer ${lacking}` : 'there is no answer to keep.';
}

/** The references to read instead of the file's text, which is in the file. */
function withoutFiles(answer: Answer): Answer {
  if (answer.status !== 'answered' && answer.status !== 'partial') return answer;
  const [first, ...others] = answer.blocks.filter((block) => block.type !== 'file');
  if (first !== undefined) return { ...answer, blocks: [first, ...others] };
  return { ...answer, blocks: [{ type: 'bibliography', entries: answer.citations }] };
}
