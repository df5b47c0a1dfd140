import { defineConfig } from 'vitest/config';

/**
 * What plays a POSIX machine, with its modes, links, signals and shell scripts. On Windows, a job of CI has the
 * real runner instead.
 */
const POSIX = [
  'test/scenarios/**',
  'test/unit/{files,stores}/**',
  'test/unit/logins/{created,plan-configs}*',
  'test/unit/runner/!(find-program)*',
];

export default defineConfig({
  test: {
    // Three for each of two cores: scenarios wait for processes and for replies, each file for its slowest.
    maxWorkers: 6,
    maxConcurrency: 8,
    // Files share a worker's modules, and with them the certificates of the double: nothing here replaces modules.
    isolate: false,
    // Node.js runs TypeScript as it is written, so that what coverage counts has its place in the source.
    experimental: { viteModuleRunner: false },
    expect: { poll: { timeout: 10_000 } },
    globalSetup: ['test/support/scan-tally.ts'],
    setupFiles: ['test/support/take-coverage.ts'],
    reporters: ['default', ['json', { outputFile: '.cache/test-results.json' }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/load/**',
            'test/windows/**',
            ...(process.platform === 'win32' ? POSIX : []),
          ],
          // Guards, no measures: on a machine that is busy, everything takes its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: 'load', include: ['test/load/**/*.test.ts'], testTimeout: 900_000 },
      },
    ],
  },
});
