import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { type Answer, filesOf, referencesOf } from '../../commands/answer.js';
import { withAddress } from '../../commands/references.js';
import { invalid } from '../../commands/respond.js';
import { formatOfFile } from '../../index/evidence/citations/styles.js';
import type { Dispatcher } from '../dispatch.js';

/** A line as typed: what it asks, and the file that the references are to be kept in. */
export type Typed =
  | { readonly text: string; readonly out?: string }
  /** `--out` is there without a name. */
  | { readonly fault: string };

/** Takes `--out refs.bib` off a line, wherever it stands; quotes keep a name with spaces together. */
export function readOut(line: string): Typed {
  const found = /(?:^|\s)--out(?:=|\s+|$)("([^"]*)"|'([^']*)'|\S*)/u.exec(line);
  if (found === null) return { text: line };
  const [whole, bare = '', double, single] = found;
  const out = (double ?? single ?? bare).trim();
  if (out === '') return { fault: '--out needs the name of a file: --out refs.bib' };
  const [before, after] = [line.slice(0, found.index), line.slice(found.index + whole.length)];
  return { text: [before.trim(), after.trim()].filter((part) => part !== '').join(' '), out };
}

/** An answer, and what became of the file it was to be kept in. */
export interface Kept {
  readonly answer: Answer;
  readonly note?: string;
  readonly isWritten: boolean;
}

/** Answers typed text and keeps its references in a file; the ending of the file decides the format, where no style does. */
export function askAndKeep(dispatcher: Pick<Dispatcher, 'text'>, text: string, out: string): Kept {
  const format = formatOfFile(out);
  const answer = dispatcher.text(text, format === undefined ? {} : { style: format.id });
  const kept = contentOf(answer);
  if (kept === undefined)
    return { answer, note: `Nothing was written to ${out}: ${nothingIn(answer)}`, isWritten: false };
  if (format !== undefined && kept.extension !== format.extension) {
    const better = out.replace(/[^.]+$/u, kept.extension);
    const note = `Nothing was written: ${out} has the ending of ${format.name}, and the answer is ${kept.what}. Name the file ${better}, or leave the style out.`;
    return { answer, note, isWritten: false };
  }
  const fault = write(out, kept.text);
  if (fault !== undefined) return { answer, note: `Nothing was written: ${fault}`, isWritten: false };
  return { answer: withoutFiles(answer), note: `Wrote ${out}: ${kept.what}.`, isWritten: true };
}

/** Answers a line as typed, `--out` and all. */
export function askTyped(dispatcher: Pick<Dispatcher, 'text'>, line: string): Kept {
  const typed = readOut(line);
  if ('fault' in typed) return { answer: invalid('out', `Not answered: ${typed.fault}`), isWritten: false };
  const { text, out } = typed;
  return out === undefined ? { answer: dispatcher.text(text), isWritten: false } : askAndKeep(dispatcher, text, out);
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

function nothingIn(answer: Answer): string {
  const isAnswer = answer.status === 'answered' || answer.status === 'partial';
  return isAnswer ? 'the answer sets out no references; --out goes with /cite.' : 'there is no answer to keep.';
}

/** The references to read instead of the file's text, which is in the file. */
function withoutFiles(answer: Answer): Answer {
  if (answer.status !== 'answered' && answer.status !== 'partial') return answer;
  const [first, ...others] = answer.blocks.filter((block) => block.type !== 'file');
  if (first !== undefined) return { ...answer, blocks: [first, ...others] };
  return { ...answer, blocks: [{ type: 'bibliography', entries: answer.citations }] };
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'exists and was left as it is. Choose another name, or remove it first.',
  ENOENT: 'cannot be made: its folder does not exist.',
  ENOTDIR: 'cannot be made: a part of its path is no folder.',
  EISDIR: 'is a folder: add the name of a file.',
  EACCES: 'cannot be made: writing there is not allowed.',
  EPERM: 'cannot be made: writing there is not allowed.',
  EROFS: 'cannot be made: writing there is not allowed.',
  ENOSPC: 'could not be written: no space is left.',
  ENAMETOOLONG: 'has too long a name.',
};

/** Writes a new file, never over one that is there. @returns what went wrong, in words. */
function write(out: string, text: string): string | undefined {
  const path = out.replace(/^~(?=[\\/])/u, homedir());
  try {
    const file = openSync(path, 'wx');
    try {
      writeSync(file, text);
      closeSync(file);
    } catch (error) {
      closeSync(file);
      rmSync(path, { force: true });
      throw error;
    }
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return `${out} ${REASONS[code] ?? `could not be written (${code}).`}`;
  }
}
