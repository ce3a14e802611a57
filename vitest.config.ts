import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.long.test.ts', 'test/e2e/**', 'test/bench/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Modules keep no state of a test, so they are loaded once a process: that saves a third of the time.
    isolate: false,
    // The default leaves a core idle, which on two cores is half of them.
    maxWorkers: '100%',
    coverage: {
      include: ['pipeline/**'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
});
