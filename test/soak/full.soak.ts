import { expect, inject, it } from 'vitest';
import { reportOn } from './report.js';
import { soakDying, soakLiving } from './soak.js';

const { seconds, rate, seed } = inject('soak');
/** One in ten asks the bot that dies. */
const DYING = 0.1;
/** One in ten meets a mishap of its own. */
const HITS = 0.1;
/** What is compiled grows for about a minute of this load, by some megabytes, and hardly afterwards. */
const WARM_UP = 6_000;
/** Warming up, settling, and starting and ending processes. */
const BESIDES_S = 240;

it(`${seconds} s at ${rate} interactions a second`, { timeout: (seconds + BESIDES_S) * 1_000 }, async () => {
  const runs = await Promise.all([
    soakLiving({ seconds, perSecond: rate * (1 - DYING), seed, warmUp: WARM_UP, hits: HITS, every: [2_000, 8_000] }),
    soakDying({ seconds, perSecond: rate * DYING, seed: seed + 7, warmUp: 0, hits: HITS, every: [4_000, 12_000] }),
  ]);
  const { text, broken } = reportOn(runs);
  process.stdout.write(`${text}\n`);
  expect(broken).toEqual([]);
});
