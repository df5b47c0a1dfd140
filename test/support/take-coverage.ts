import { takeCoverage } from 'node:v8';
import { afterAll } from 'vitest';

// After each file, because vitest may end a worker before it writes its coverage. Without NODE_V8_COVERAGE,
// this does nothing.
afterAll(() => takeCoverage());
