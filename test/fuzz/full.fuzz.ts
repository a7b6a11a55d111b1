import { expect, inject, it } from 'vitest';
import { fuzz } from './property.js';

const { cases, seed, path, minutes } = inject('fuzz');

it(`${cases} hostile requests`, { timeout: (minutes + 1) * 60_000 }, () => {
  const began = performance.now();
  const ran = fuzz({ cases, seed, path, within: minutes * 60_000 });
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`  ${ran} cases in ${seconds.toFixed(0)} s, none failed\n`);
  expect(ran).toBeGreaterThan(0);
});
