import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** One after the other, with nothing else running, and with their lines as they are printed. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/bench/*.bench.ts'],
    fileParallelism: false,
    disableConsoleIntercept: true,
    reporters: [['default', { summary: false }]],
    testTimeout: 180_000,
  },
});
