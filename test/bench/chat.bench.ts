import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { goldenFiles, typed } from '../golden/questions.js';
import { dispatcherOf, documentsFolder, indexOf } from '../program.js';
import { MAIN, Measured, mb, report, spread } from './measured.js';

const ROUNDS = 3;

it('answers without a pipe', () => {
  const questions = [...goldenFiles().values()].flat().map(typed);
  const { text } = dispatcherOf(indexOf(documentsFolder === undefined ? 'without documents' : 'with documents'));
  for (const question of questions) text(question);
  const rounds = Array.from({ length: ROUNDS }, () =>
    questions.map((question) => {
      const asked = performance.now();
      text(question);
      return performance.now() - asked;
    }),
  );
  report('one answer', `${spread(rounds.flat())} (${questions.length} golden questions × ${ROUNDS})`);
  // What the machine does besides falls on other questions in each round.
  const best = questions.map((_, at) => Math.min(...rounds.map((times) => times[at] ?? Number.POSITIVE_INFINITY)));
  report('  the best of each question', spread(best));
});

it('answers in one process', async () => {
  const requests = [...goldenFiles().values()].flat().map((golden) => JSON.stringify({ input: typed(golden) }));
  const program = Measured.start([MAIN, '--chat', '--json']);
  const { stdin, stdout } = program.process;
  if (!stdin || !stdout) throw new Error('the program has no standard input or output');
  try {
    const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
    const ask = async (request: string): Promise<number> => {
      const asked = performance.now();
      stdin.write(`${request}\n`);
      const { done } = await lines.next();
      expect(done).toBeFalsy();
      return performance.now() - asked;
    };
    for (const request of requests) await ask(request);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) for (const request of requests) times.push(await ask(request));
    report(
      'one answer as JSON, asked and read over a pipe',
      `${spread(times)} (${requests.length} golden questions × ${ROUNDS})`,
    );
    const slowest = requests[times.indexOf(Math.max(...times)) % requests.length] ?? '';
    report(
      '  the slowest of them',
      `${slowest.slice(0, 60)}${slowest.length > 60 ? `… (${slowest.length} characters)` : ''}`,
    );

    report('memory in chat mode, after one at a time', `RSS ${mb((await program.memory('as it is')).rss)}`);

    const began = performance.now();
    const all = Array.from({ length: ROUNDS }, () => requests).flat();
    stdin.write(all.map((request) => `${request}\n`).join(''));
    for (let read = 0; read < all.length; read++) expect((await lines.next()).done).toBeFalsy();
    const seconds = (performance.now() - began) / 1000;
    report('JSON throughput', `${Math.round(all.length / seconds)} answers a second (${all.length} at once)`);

    const { rss } = await program.memory('as it is');
    const { heapUsed } = await program.memory('forced collection');
    report('memory in chat mode, after all at once', `RSS ${mb(rss)}, heap ${mb(heapUsed)}`);
  } finally {
    await program.stop();
  }
});

it('memory in chat mode after one answer', async () => {
  const program = Measured.start([MAIN, '--chat', '--json']);
  const { stdin, stdout } = program.process;
  if (!stdin || !stdout) throw new Error('the program has no standard input or output');
  try {
    const answered = once(stdout, 'data');
    stdin.write('CRc with sorafenib?\n');
    await answered;
    report('memory in chat mode, after one answer', `RSS ${mb((await program.memory('as it is')).rss)}`);
  } finally {
    await program.stop();
  }
});
