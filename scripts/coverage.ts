/**
 * The second half of `npm run coverage`, and a part of `.ci/run`: adds up what was counted in the test
 * runner's own processes and in the processes that ran `dist/`, and fails unless every line, branch and
 * function of `src/` was run in one of them.
 */
import { addBundles } from './lib/coverage/bundles.ts';
import { UNITS } from './lib/coverage/folders.ts';
import { writeReport } from './lib/coverage/report.ts';
import { readSources } from './lib/coverage/sources.ts';
import { addUnits } from './lib/coverage/units.ts';

// Node.js warns that it may yet change how it takes types out of a file.
process.removeAllListeners('warning');
const sources = await readSources();
await addUnits(sources, UNITS);
await addBundles(sources);
const { text, isComplete } = writeReport(sources);
console.log(text);
process.exitCode = isComplete ? 0 : 1;
