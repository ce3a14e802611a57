import { defineConfig } from 'vitest/config';

/** Tests that would take `npm test` over two minutes: simulations, and kills at every write. */
export default defineConfig({
  test: {
    root: new URL('../', import.meta.url).pathname,
    include: ['test/**/*.long.test.ts'],
    testTimeout: 120_000,
    pool: 'forks',
    maxWorkers: '100%',
  },
});
