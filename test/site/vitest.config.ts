import { defineConfig } from 'vitest/config';

/** Tests in a real browser: they need Chromium, and are not part of `npm test`. */
export default defineConfig({
  test: {
    globalSetup: ['test/site/global-setup.ts'],
    include: ['test/site/**/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    fileParallelism: false,
  },
});
