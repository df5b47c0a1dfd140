import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { parse } from 'yaml';

/** An input as declared in action.yml. Without a default, its value is the empty string. */
export interface InputDeclaration {
  readonly name: string;
  readonly default: string;
  readonly deprecationMessage: string | undefined;
}

/** What the runner reads from the action.yml of a JavaScript action (ActionManifestManager.cs). */
export interface ActionManifest {
  readonly folder: string;
  readonly inputs: readonly InputDeclaration[];
  readonly main: string;
  readonly post: string | undefined;
  readonly postIf: string;
}

/** Manifests that were already read, by path and text: hundreds of steps use the same action. */
const known = new Map<string, ActionManifest>();

/** Reads an action's metadata, given its folder or the file itself. */
export function readManifest(path: string): ActionManifest {
  const file = statSync(path).isDirectory() ? findManifest(path) : resolve(path);
  const text = readFileSync(file, 'utf8');
  const key = `${file}\0${text}`;
  const manifest = known.get(key) ?? parseManifest(file, text);
  known.set(key, manifest);
  return manifest;
}

function parseManifest(file: string, text: string): ActionManifest {
  const document = asRecord(parse(text), file);
  const runs = asRecord(document['runs'], `${file}: runs`);
  if (!/^node\d+$/.test(asText(runs['using'])) || runs['pre'] !== undefined) {
    throw new Error(`${file}: only JavaScript actions without a pre step are modelled`);
  }
  const main = asText(runs['main']);
  if (main === '') {
    throw new Error(`${file}: runs.main is missing`);
  }
  return {
    folder: dirname(file),
    inputs: Object.entries(asRecord(document['inputs'] ?? {}, `${file}: inputs`)).map(readInput),
    main,
    post: runs['post'] === undefined ? undefined : asText(runs['post']),
    postIf: runs['post-if'] === undefined ? 'always()' : asText(runs['post-if']),
  };
}

/**
 * The entry file of a phase. `dist` replaces the folder of that name in the path, for a build that measures
 * coverage.
 */
export function resolveEntry(manifest: ActionManifest, entry: string, dist?: string): string {
  const path = resolve(manifest.folder, entry);
  if (dist === undefined) {
    return path;
  }
  const parts = path.split(sep);
  const position = parts.lastIndexOf('dist');
  if (position < 0) {
    throw new Error(`${path} is not below a folder named dist`);
  }
  return join(resolve(dist), ...parts.slice(position + 1));
}

function findManifest(folder: string): string {
  const found = ['action.yml', 'action.yaml']
    .map((name) => join(resolve(folder), name))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
  if (found === undefined) {
    throw new Error(`There is no action.yml in ${folder}`);
  }
  return found;
}

function readInput([name, value]: readonly [string, unknown]): InputDeclaration {
  const metadata = asRecord(value ?? {}, `input ${name}`);
  const text = asText(metadata['default']);
  if (text.includes('${{')) {
    throw new Error(`input ${name}: expressions in defaults are not modelled`);
  }
  const message = metadata['deprecationMessage'];
  return {
    name,
    default: text,
    deprecationMessage: message === undefined ? undefined : asText(message),
  };
}

function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} is not a mapping`);
  }
  return Object.fromEntries(Object.entries(value));
}

function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
