import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../commands/answer.js';
import { chat } from '../../src/terminal/chat.js';
import { refused } from './answers.js';

const ENTER = '\r';
const TAB = '\t';
const UP = '\u001B[A';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** A chat at a screen that behaves like a terminal; keys are pressed one after the other. */
function open() {
  const input = new PassThrough();
  const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
  const output = new PassThrough();
  const typed: string[] = [];
  let isOver = false;
  const over = chat({
    dispatcher: {
      text: (text): Answer => {
        typed.push(text);
        return { ...refused, headline: `answer ${typed.length}` };
      },
      suggest: (_command, _option, text) =>
        ['sorafenib', 'azacitidine']
          .filter((value) => value.startsWith(text))
          .map((value) => ({ label: value, value })),
    },
    commands: [
      { name: 'drug', kind: 'slash', options: { name: { description: 'x', kind: 'drug', required: true } } },
      { name: 'help', kind: 'slash', options: {} },
    ],
    input,
    screen,
    output,
    setting: () => ({ width: 40, color: false }),
    greeting: 'Welcome to a greeting that is much longer than forty columns.',
  }).then(() => {
    isOver = true;
  });
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      input.write(key);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const read = (stream: PassThrough) => String(stream.read() ?? '');
  return { press, typed, over, isOver: () => isOver, shown: () => read(screen), answers: () => read(output) };
}

describe('the chat', () => {
  it('greets within the width, prompts, answers and prompts again', async () => {
    const { press, typed, shown, answers } = open();
    const greeting = shown();
    expect(greeting).toContain('Welcome to a greeting that is much\nlonger than forty columns.\n\n');
    expect(greeting.match(/marrow> /gu)).toHaveLength(1);
    await press('2-year OS?', ENTER);
    expect(typed).toEqual(['2-year OS?']);
    expect(answers()).toMatch(/^\nanswer 1\n\n→ \/help Help\n\n[\s\S]*identifiers\.\n\n$/u);
    expect(shown()).toContain('marrow> ');
  });

  it('asks nothing for an empty line', async () => {
    const { press, typed, answers } = open();
    await press(ENTER, '   ', ENTER);
    expect([typed, answers()]).toEqual([[], '']);
  });

  it('completes commands and values', async () => {
    const { press, typed } = open();
    await press('/d', TAB, 'so', TAB, ENTER);
    expect(typed).toEqual(['/drug sorafenib']);
  });

  it('has a history', async () => {
    const { press, typed } = open();
    await press('one', ENTER, 'two', ENTER, UP, UP, ENTER);
    expect(typed).toEqual(['one', 'two', 'one']);
  });

  it('takes several pasted lines one by one', async () => {
    const { press, typed } = open();
    await press('one\rtwo\rthree\r');
    expect(typed).toEqual(['one', 'two', 'three']);
  });

  it('clears the line at Ctrl-C, wherever the cursor is, and goes on', async () => {
    const { press, typed, isOver } = open();
    await press('half a question', '\u001B[D', '\u001B[D', CTRL_C, 'whole', ENTER);
    expect([typed, isOver()]).toEqual([['whole'], false]);
  });

  it('leaves at the second Ctrl-C in a row at an empty line', async () => {
    const { press, shown, over, isOver } = open();
    await press(CTRL_C);
    expect(shown()).toContain('Ctrl-C again or Ctrl-D leaves.');
    expect(isOver()).toBe(false);
    await press(CTRL_C);
    await over;
  });

  it('does not count a Ctrl-C from before a question', async () => {
    const { press, isOver } = open();
    await press(CTRL_C, 'one', ENTER, CTRL_C);
    expect(isOver()).toBe(false);
  });

  it('leaves at Ctrl-D and at "exit"', async () => {
    for (const keys of [[CTRL_D], ['exit', ENTER], ['/quit', ENTER]]) {
      const { press, over, typed } = open();
      await press(...keys);
      await over;
      expect(typed).toEqual([]);
    }
  });
});
