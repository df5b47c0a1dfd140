import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Scenarios wait for processes and for replies more than they compute.
    maxWorkers: 4,
    include: ['test/**/*.test.ts'],
    globalSetup: ['scripts/lib/coverage/prepare.ts'],
    setupFiles: ['scripts/lib/coverage/children.ts'],
    reporters: ['default', ['json', { outputFile: '.cache/test-results.json' }]],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // scripts/coverage.ts reads this and prints the result.
      reporter: ['json'],
    },
  },
});
