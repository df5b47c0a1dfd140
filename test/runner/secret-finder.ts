import type { Job } from './job.ts';
import { Machine } from './machine.ts';
import { inTurns, listFiles, type Place } from './place.ts';
import type { StepResult } from './result.ts';
import type { SecretForm } from './secret-forms.ts';
import { listSecretForms } from './secret-forms.ts';
import type { JobMachine } from './surroundings.ts';

/** Where a secret was found, and in which form. It does not contain the secret itself. */
export interface Finding {
  readonly where: string;
  readonly form: string;
}

/** The result of a search for secrets. */
export interface SecretScan {
  readonly findings: readonly Finding[];
  /** How much was searched, and for how many secrets. */
  readonly searched: {
    readonly secrets: number;
    readonly forms: number;
    readonly places: number;
    readonly bytes: number;
  };
}

/** A place that may contain certain secrets, and no others. */
export interface ScanException {
  readonly where: RegExp;
  readonly allows: (secret: string) => boolean;
}

/** Exceptions: descriptions of places that may contain any secret, or only certain ones. */
export interface ScanOptions {
  readonly except?: readonly (string | RegExp | ScanException)[];
}

/** The command that registers a mask. The runner does not write it to the log. */
const MASK_COMMAND = /^::add-mask::.*$/gm;

/** The places in which {@link scanForSecrets} finds something. */
export async function findSecrets(
  target: Machine | Job,
  secrets: readonly string[],
  options: ScanOptions = {},
): Promise<readonly Finding[]> {
  return (await scanForSecrets(target, secrets, options)).findings;
}

/**
 * Searches for secrets wherever an action can leave them.
 *
 * That is: its output before and after masking, debug messages, annotations, outputs, exported variables
 * and summaries; the file-command files of every phase, even if they were deleted later; the arguments and
 * environments of recorded programs; RUNNER_TEMP as it was when the runner emptied it; and every file of
 * the machine.
 */
export async function scanForSecrets(
  target: Machine | Job,
  secrets: readonly string[],
  { except = [] }: ScanOptions = {},
): Promise<SecretScan> {
  if (secrets.some((secret) => secret === '')) {
    throw new Error('An empty secret is everywhere');
  }
  const sought = secrets.map((secret) => ({ secret, forms: listSecretForms(secret) }));
  const isMachine = target instanceof Machine;
  const jobs = isMachine ? target.jobs : [target];
  const findings: Finding[] = [];
  let places = 0;
  let bytes = 0;
  for await (const place of inTurns(listPlaces(isMachine ? target : target.machine, jobs))) {
    const forbidden = sought.filter(({ secret }) => !isAllowed(place.where, secret, except));
    if (forbidden.length > 0) {
      findings.push(
        ...findForms(
          place,
          forbidden.flatMap(({ forms }) => forms),
        ),
      );
      places += 1;
      bytes += Buffer.byteLength(place.content);
    }
  }
  const forms = sought.reduce((sum, { forms: some }) => sum + some.length, 0);
  return { findings, searched: { secrets: secrets.length, forms, places, bytes } };
}

function isAllowed(
  where: string,
  secret: string,
  except: NonNullable<ScanOptions['except']>,
): boolean {
  return except.some((pattern) => {
    if (typeof pattern === 'string') {
      return where.includes(pattern);
    }
    return pattern instanceof RegExp
      ? where.search(pattern) >= 0
      : where.search(pattern.where) >= 0 && pattern.allows(secret);
  });
}

function findForms({ where, content }: Place, forms: readonly SecretForm[]): readonly Finding[] {
  return forms
    .filter(({ text }) => content.includes(text))
    .map(({ name }) => ({ where, form: name }));
}

function* listPlaces(machine: JobMachine, jobs: readonly Job[]): Generator<Place> {
  for (const [index, job] of jobs.entries()) {
    for (const [step, { results }] of job.steps.entries()) {
      for (const result of results) {
        yield* listResult(`job ${index + 1}, step ${step + 1}, ${result.phase}`, result);
      }
    }
    yield* job.emptied;
  }
  for (const [index, { program, args, env }] of machine.invocations().entries()) {
    const call = `call ${index + 1} (${program})`;
    yield { where: `${call}: arguments`, content: args.join('\n') };
    for (const [name, value] of Object.entries(env)) {
      yield { where: `${call}: environment variable ${name}`, content: `${name}=${value}` };
    }
  }
  yield* listFiles(machine.root, (path) => !machine.ownFolders.includes(path));
  for (const job of jobs.filter(({ runnerTemp }) => !runnerTemp.startsWith(machine.root))) {
    yield* listFiles(job.runnerTemp);
  }
}

function* listResult(where: string, result: StepResult): Generator<Place> {
  const raw = `${result.stdout}\n${result.stderr}`.replace(MASK_COMMAND, '');
  // Masks must not be the only protection: a mask can come too late, and no mask covers a part of a secret.
  yield { where: `${where}: unmasked log`, content: raw };
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
