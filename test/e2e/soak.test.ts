import { expect, it } from 'vitest';
import { reportOn } from '../soak/report.js';
import { soakDying, soakLiving } from '../soak/soak.js';

const SEED = 20_261_121;
const SECONDS = 10;
/** Other tests run beside, so an answer needs longer; one that has less time left says nothing about the bot. */
const GRACE_MS = 2_000;

// A moment of `npm run soak`, with as many mishaps as fit into it; too short to say anything about memory.
it('loses nothing and answers nothing twice while everything goes wrong', { timeout: 120_000 }, async () => {
  const moment = { seconds: SECONDS, warmUp: 0, hits: 0.5 };
  const runs = await Promise.all([
    soakLiving({ ...moment, perSecond: 20, seed: SEED, every: [500, 2_000] }),
    soakDying({ ...moment, perSecond: 5, seed: SEED, every: [1_000, 3_000] }),
  ]);
  const { broken, text } = reportOn(runs, GRACE_MS);
  expect(broken, text).toEqual([]);
});
