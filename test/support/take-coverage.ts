import { takeCoverage } from 'node:v8';
import { afterAll } from 'vitest';

// After each file, because a worker that the test runner ends leaves nothing. Without NODE_V8_COVERAGE, it does nothing.
afterAll(() => takeCoverage());
