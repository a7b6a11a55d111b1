import { describe, expect, inject, it } from 'vitest';
import { fuzz } from './property.js';
import { fuzzOver } from './wire.js';

const { cases, seed, path, minutes } = inject('fuzz');
const within = minutes * 60_000;
const timeout = within + 60_000;

const report = (ran: number, how: string, began: number) => {
  const seconds = (performance.now() - began) / 1_000;
  process.stdout.write(`  ${ran} cases ${how} in ${seconds.toFixed(0)} s, none failed\n`);
  expect(ran).toBeGreaterThan(0);
};

it(`${cases} hostile requests, held against every rule`, { timeout }, () => {
  const began = performance.now();
  report(fuzz({ cases, seed, path, within }), 'without a network', began);
});

// One failure is seen again without a network.
describe.skipIf(path !== undefined)('the built bot', () => {
  it.each(['gateway', 'http'] as const)('answers half of them over %s', { timeout }, async (way) => {
    const began = performance.now();
    report(await fuzzOver({ way, cases: Math.ceil(cases / 2), seed, within }), `over ${way}`, began);
  });
});
