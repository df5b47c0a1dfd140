import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/lib/root.ts';

/** The parts of an action.yml that are compared with other files. */
export interface Manifest {
  readonly path: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly using: string;
  /** The scripts that the runner starts. */
  readonly entries: readonly string[];
}

/** Reads the action.yml of every action in the repository. */
export function readManifests(): readonly Manifest[] {
  return globSync(['action.yml', '*/action.yml'], { cwd: ROOT, exclude: ['node_modules/**'] })
    .map((path) => readManifest(path.replaceAll('\\', '/')))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readManifest(path: string): Manifest {
  const document: unknown = parse(readFileSync(join(ROOT, path), 'utf8'));
  const { inputs, outputs, runs } = document as {
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly runs: Readonly<Record<string, string>>;
  };
  const scripts = [runs['main'], runs['post']].filter((script) => script !== undefined);
  return {
    path,
    inputs: Object.keys(inputs ?? {}),
    outputs: Object.keys(outputs ?? {}),
    using: runs['using'] ?? '',
    entries: scripts.map((script) => join(ROOT, dirname(path), script)),
  };
}
