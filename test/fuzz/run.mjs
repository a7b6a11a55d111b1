// npm run fuzz -- [--cases N] [--seed N] [--path P] [--minutes N]: as many hostile requests as wanted, other ones each
// time: without a network, where a failure is made small, then half of them to the built bot over the gateway, half over
// HTTP; each of the three in so many minutes at most. A failure prints the line that shows it again.
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

const text = { type: 'string' };
const { values } = parseArgs({ options: { cases: text, seed: text, path: text, minutes: text } });
const fuzz = {
  cases: Number(values.cases ?? 100_000),
  seed: Number(values.seed ?? randomInt(2 ** 31)),
  path: values.path,
  minutes: Number(values.minutes ?? 20),
};
process.stdout.write(`${fuzz.cases} cases, seed ${fuzz.seed}, at most ${fuzz.minutes} minutes\n`);
const vitest = await startVitest('test', [], {
  config: false,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  include: ['test/fuzz/full.fuzz.ts'],
  provide: { fuzz },
  watch: false,
  disableConsoleIntercept: true,
  reporters: [['default', { summary: false }]],
});
await vitest.close();
