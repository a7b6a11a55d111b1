import { createInterface } from 'node:readline';
import type { Dispatcher } from '../dispatch.js';
import { type Completable, complete } from './complete.js';
import { askTyped, type Kept } from './out.js';
import { plainLine } from './plain.js';
import { render } from './render.js';
import { type Setting, setParagraph } from './wrap.js';

const PROMPT = 'marrow> ';
const LONGEST_HISTORY = 200;
const LEAVING = ['exit', 'quit', '/exit', '/quit'];

export interface Chat {
  readonly dispatcher: Pick<Dispatcher, 'text' | 'suggest'>;
  readonly commands: readonly Completable[];
  readonly input: NodeJS.ReadableStream;
  /** Where the prompt and what is typed are shown. */
  readonly screen: NodeJS.WritableStream;
  /** Where answers go: the screen too, unless they are redirected. */
  readonly output: NodeJS.WritableStream;
  /** Asked anew for each answer, since a window changes its size. */
  readonly setting: () => Setting;
  readonly greeting: string;
}

/** Holds a conversation at a prompt until the reader leaves it: Ctrl-D, Ctrl-C twice, or "exit". */
export function chat({ dispatcher, commands, input, screen, output, setting, greeting }: Chat): Promise<void> {
  return new Promise((resolve, reject) => {
    const prompt = createInterface({
      input,
      output: screen,
      prompt: PROMPT,
      historySize: LONGEST_HISTORY,
      removeHistoryDuplicates: true,
      completer: (line: string) => complete(line, commands, dispatcher.suggest),
    });
    const show = ({ answer, note }: Kept) => {
      output.write(`\n${render(answer, setting())}\n\n`);
      if (note !== undefined) screen.write(`${plainLine(note)}\n\n`);
    };
    let isLeaving = false;
    let isClosed = false;
    /** Answers come in the order of their questions, whatever is painted meanwhile. */
    let turn = Promise.resolve();

    prompt.on('line', (line) => {
      isLeaving = false;
      const text = line.trim();
      if (LEAVING.includes(text.toLowerCase())) {
        prompt.close();
        return;
      }
      turn = turn.then(async () => {
        if (text !== '') show(await askTyped(dispatcher, text));
        if (!isClosed) prompt.prompt();
      });
      turn.catch(reject);
    });
    prompt.on('SIGINT', () => {
      if (prompt.line !== '') {
        isLeaving = false;
        prompt.write(null, { ctrl: true, name: 'e' });
        prompt.write(null, { ctrl: true, name: 'u' });
      } else if (isLeaving) prompt.close();
      else {
        isLeaving = true;
        screen.write('\nCtrl-C again or Ctrl-D leaves.\n');
        prompt.prompt();
      }
    });
    prompt.on('close', () => {
      isClosed = true;
      turn.then(() => {
        screen.write('\n');
        resolve();
      }, reject);
    });

    const welcome = setParagraph({ lead: '', indent: '', spans: [{ text: greeting }] }, setting());
    screen.write(`${welcome.join('\n')}\n\n`);
    prompt.prompt();
  });
}
