import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { ROOT } from '../root.ts';
import { CHILDREN, DIST, FRESH_DIST, ORIGINS } from './folders.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where Node.js processes that tests start are to report their coverage; empty without coverage. */
    readonly childCoverage: string;
  }
}

/**
 * Prepares a run of the tests. With coverage, that takes a fresh build, which tells what part of `dist/`
 * comes from where; it is also how a `dist/` that is not up to date is noticed.
 */
export async function setup(project: TestProject): Promise<void> {
  const { enabled } = project.vitest.config.coverage;
  if (enabled) {
    const build = [
      join(ROOT, 'scripts', 'build.ts'),
      '--origins',
      '--unchecked',
      '--out',
      FRESH_DIST,
    ];
    await promisify(execFile)(process.execPath, build, { cwd: ROOT });
    await refuseStaleDist();
    await rm(CHILDREN, { recursive: true, force: true });
  }
  project.provide('childCoverage', enabled ? CHILDREN : '');
}

async function refuseStaleDist(): Promise<void> {
  const [committed, fresh] = await Promise.all([readFolder(DIST), readFolder(FRESH_DIST)]);
  const names = new Set([...committed.keys(), ...fresh.keys()]);
  const stale = [...names].filter((name) => committed.get(name) !== fresh.get(name));
  if (stale.length > 0) {
    throw new Error(`dist/ is stale: run \`npm run build\` (${stale.join(', ')})`);
  }
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = existsSync(folder) ? await readdir(folder) : [];
  const names = entries.filter((name) => name !== basename(ORIGINS));
  const read = async (name: string) => [name, await readFile(join(folder, name), 'utf8')] as const;
  return new Map(await Promise.all(names.map(read)));
}
