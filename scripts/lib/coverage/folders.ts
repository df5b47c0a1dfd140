import { join } from 'node:path';
import { ROOT } from '../root.ts';

/** What the runner runs, as it is committed. */
export const DIST = join(ROOT, 'dist');
/** A fresh build of it. */
export const FRESH_DIST = join(ROOT, '.cache', 'dist');
/** Where each line of it comes from. */
export const ORIGINS = join(FRESH_DIST, 'origins.json');
/** Where processes that the tests start leave what they counted. */
export const CHILDREN = join(ROOT, '.cache', 'children');
/** What the test runner counted in its own processes. */
export const UNITS = join(ROOT, 'coverage', 'coverage-final.json');
