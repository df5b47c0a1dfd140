import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from './job.ts';
import { Machine } from './machine.ts';
import type { StepResult } from './result.ts';
import type { SecretForm } from './secret-forms.ts';
import { listSecretForms } from './secret-forms.ts';

/** A secret that was found: where, and written how. The secret itself is not repeated. */
export interface Finding {
  readonly where: string;
  readonly form: string;
}

interface Place {
  readonly where: string;
  readonly content: string | Buffer;
}

/**
 * Looks for secrets wherever an action can leave them: logs as users see them, annotations, outputs,
 * summaries, the file-command files of every phase (also when they are deleted since), arguments and
 * environments of recorded programs, and every file of the machine.
 * Places whose description matches `except` are allowed to hold one.
 */
export function findSecrets(
  target: Machine | Job,
  secrets: readonly string[],
  options: { readonly except?: readonly (string | RegExp)[] } = {},
): readonly Finding[] {
  if (secrets.some((secret) => secret === '')) {
    throw new Error('An empty secret is everywhere');
  }
  const forms = secrets.flatMap(listSecretForms);
  const isMachine = target instanceof Machine;
  const jobs = isMachine ? target.jobs : [target];
  const findings: Finding[] = [];
  for (const place of listPlaces(isMachine ? target : target.machine, jobs)) {
    if (!isExcepted(place.where, options.except ?? [])) {
      findings.push(...findForms(place, forms));
    }
  }
  return findings;
}

function isExcepted(where: string, except: readonly (string | RegExp)[]): boolean {
  return except.some((pattern) =>
    typeof pattern === 'string' ? where.includes(pattern) : where.search(pattern) >= 0,
  );
}

function findForms({ where, content }: Place, forms: readonly SecretForm[]): readonly Finding[] {
  return forms
    .filter(({ text }) => content.includes(text))
    .map(({ name }) => ({ where, form: name }));
}

function* listPlaces(machine: Machine, jobs: readonly Job[]): Generator<Place> {
  for (const [index, job] of jobs.entries()) {
    for (const [step, { results }] of job.steps.entries()) {
      for (const result of results) {
        yield* listResult(`job ${index + 1}, step ${step + 1}, ${result.phase}`, result);
      }
    }
  }
  for (const [index, { program, args, env }] of machine.invocations().entries()) {
    const call = `call ${index + 1} (${program})`;
    yield { where: `${call}: arguments`, content: args.join('\n') };
    for (const [name, value] of Object.entries(env)) {
      yield { where: `${call}: environment variable ${name}`, content: value };
    }
  }
  yield* listFiles(machine.root, (path) => !machine.ownFolders.includes(path));
  for (const job of jobs.filter(({ runnerTemp }) => !runnerTemp.startsWith(machine.root))) {
    yield* listFiles(job.runnerTemp, () => true);
  }
}

function* listResult(where: string, result: StepResult): Generator<Place> {
  yield { where: `${where}: log`, content: result.log };
  yield { where: `${where}: debug messages`, content: result.debug.join('\n') };
  yield { where: `${where}: summary`, content: result.summary };
  for (const { level, message, title = '' } of result.annotations) {
    yield { where: `${where}: ${level}`, content: `${title}\n${message}` };
  }
  for (const [name, value] of Object.entries(result.outputs)) {
    yield { where: `${where}: output ${name}`, content: value };
  }
  for (const [name, content] of Object.entries(result.files)) {
    yield { where: `${where}: file ${name}`, content };
  }
}

/** Names count as well as contents. What vanishes meanwhile holds nothing any more. */
function* listFiles(folder: string, isWanted: (path: string) => boolean): Generator<Place> {
  for (const name of ignoreMissing(() => readdirSync(folder)) ?? []) {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined || !isWanted(path)) {
      continue;
    }
    yield { where: `name of ${path}`, content: name };
    if (stat.isDirectory()) {
      yield* listFiles(path, isWanted);
    } else if (stat.isSymbolicLink()) {
      yield { where: `link ${path}`, content: ignoreMissing(() => readlinkSync(path)) ?? '' };
    } else if (stat.isFile()) {
      yield { where: `file ${path}`, content: ignoreMissing(() => readFileSync(path)) ?? '' };
    }
  }
}

function ignoreMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
