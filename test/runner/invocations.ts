import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One call of a program on the machine's PATH. */
export interface Invocation {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Reads the calls that the shims recorded, in order. */
export function readInvocations(recordings: string): readonly Invocation[] {
  return readdirSync(recordings)
    .filter((name) => name.endsWith('.args'))
    .map((name) => join(recordings, name))
    .map((path) => ({ path, time: statSync(path, { bigint: true }).mtimeNs }))
    .sort((a, b) => (a.time < b.time ? -1 : 1))
    .flatMap(({ path }) => readInvocation(path));
}

function readInvocation(path: string): readonly Invocation[] {
  const [program, ...args] = splitFields(path);
  const variables = splitFields(path.replace(/args$/, 'env')).map((field) => splitVariable(field));
  // A shim that was killed or is still writing has not recorded its program yet.
  return program === undefined ? [] : [{ program, args, env: Object.fromEntries(variables) }];
}

function splitFields(path: string): readonly string[] {
  return readFileSync(path, 'utf8').split('\0').slice(0, -1);
}

function splitVariable(field: string): readonly [string, string] {
  const equals = field.indexOf('=');
  return [field.slice(0, equals), field.slice(equals + 1)];
}
