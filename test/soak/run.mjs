// npm run soak -- [--seconds N] [--rate N] [--seed N]: interactions at an even rate while everything goes wrong that can.
// Prints what came of them; the exit code is 1 where one was lost or answered twice, or the heap grew.
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

const text = { type: 'string' };
const { values } = parseArgs({ options: { seconds: text, rate: text, seed: text } });
const soak = {
  seconds: Number(values.seconds ?? 300),
  rate: Number(values.rate ?? 100),
  seed: Number(values.seed ?? randomInt(2 ** 31)),
};
process.stdout.write(`${soak.seconds} s at ${soak.rate} a second, seed ${soak.seed}\n`);
const vitest = await startVitest('test', [], {
  config: false,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  include: ['test/soak/full.soak.ts'],
  provide: { soak },
  watch: false,
  disableConsoleIntercept: true,
  reporters: [['default', { summary: false }]],
});
await vitest.close();
