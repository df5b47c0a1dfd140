import { inject } from 'vitest';

const folder = inject('childCoverage');
if (folder !== '') {
  // Too late for this process, which the test runner measures itself; Node.js hands it to every child.
  process.env['NODE_V8_COVERAGE'] = folder;
}
