import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { findPoints, type Point } from './points.ts';

/** The points of each file of `src/`, by its path; nothing is counted yet. */
export type Sources = ReadonlyMap<string, readonly Point[]>;

/** Finds what is there to be covered. */
export async function readSources(): Promise<Sources> {
  const folder = join(ROOT, 'src');
  const names = await readdir(folder, { recursive: true });
  const sources = new Map<string, readonly Point[]>();
  for (const name of names.filter((entry) => entry.endsWith('.ts')).sort()) {
    const path = join(folder, name);
    // Types become spaces, so that what is left stays at its place.
    const points = await findPoints(stripTypeScriptTypes(await readFile(path, 'utf8')));
    if (points !== undefined) {
      sources.set(path, points);
    }
  }
  return sources;
}
