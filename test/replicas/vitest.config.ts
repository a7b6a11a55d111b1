import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Not part of `npm test`, since it needs nginx. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/replicas/*.try.ts'],
    disableConsoleIntercept: true,
    reporters: [['default', { summary: false }]],
    testTimeout: 120_000,
  },
});
