import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/root.ts';

const DIST = join(ROOT, 'dist');

/** Leaves a list of the modules that a process has loaded beside itself, under the name of what was started. */
const HOOK = `'use strict';
const { writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
process.on('exit', () => {
  const loaded = Object.keys(require.cache).join('\\n');
  writeFileSync(join(__dirname, basename(process.argv[1]) + '.loaded'), loaded);
});
`;

/** The size of `dist/`, all that a runner downloads, in bytes. */
export function weighDist(): number {
  return sumSizes(readdirSync(DIST).map((name) => join(DIST, name)));
}

/** Finds out which code of `dist/` the steps of a job load. */
export interface LoadRecorder {
  /** Environment for the job. */
  readonly env: Readonly<Record<string, string>>;
  /** Bytes of the files that the last step has loaded which was started with this entry. */
  readonly weigh: (entry: 'main.js' | 'post.js') => number;
}

/** Makes a recorder that keeps its files in this folder. */
export function createLoadRecorder(folder: string): LoadRecorder {
  const hook = join(folder, 'loaded.cjs');
  writeFileSync(hook, HOOK);
  return {
    env: { NODE_OPTIONS: `--require ${JSON.stringify(hook)}` },
    weigh: (entry) => {
      const loaded = readFileSync(join(folder, `${entry}.loaded`), 'utf8').split('\n');
      return sumSizes(loaded.filter((file) => file.startsWith(DIST)));
    },
  };
}

function sumSizes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
