import type { SecretMasker } from './masker.ts';
import { StepLog } from './step-log.ts';

/** What exists as long as the job, and every step can change: masks, GITHUB_ENV and GITHUB_PATH. */
export interface JobContext {
  readonly masker: SecretMasker;
  readonly environment: Map<string, string>;
  readonly path: string[];
}

/** Everything that one phase changes, through commands and through files. */
export interface StepEffects {
  readonly log: StepLog;
  readonly job: JobContext;
  /** The `env` context: the variables of the job and the step, which may allow insecure commands. */
  readonly environment: ReadonlyMap<string, string>;
  readonly outputs: Map<string, string>;
  readonly state: Map<string, string>;
  readonly exported: Map<string, string>;
  readonly addedPath: string[];
  readonly masks: string[];
  summary: string;
  /** A command or file that cannot be processed fails the step, whatever its exit code is. */
  hasCommandFailed: boolean;
}

/** The initial values of a phase: the job's variables, overridden by the step's own, and the saved state. */
export function createEffects(
  job: JobContext,
  step: {
    readonly env: Readonly<Record<string, string>>;
    readonly state: Map<string, string>;
    readonly showsDebug: boolean;
    readonly onLine?: (line: string) => void;
  },
): StepEffects {
  return {
    log: new StepLog({ masker: job.masker, ...step }),
    job,
    environment: new Map([...job.environment, ...Object.entries(step.env)]),
    outputs: new Map(),
    state: step.state,
    exported: new Map(),
    addedPath: [],
    masks: [],
    summary: '',
    hasCommandFailed: false,
  };
}

/** Environment variables that no step may set for later steps, in lower case. */
const BLOCKED_VARIABLES: ReadonlySet<string> = new Set(['node_options']);

/** Whether the runner refuses to set this variable (SetEnvFileCommand, SetEnvCommandExtension). */
export function isBlockedVariable(name: string): boolean {
  return BLOCKED_VARIABLES.has(name.toLowerCase());
}

/** Sets a variable for the rest of the job. */
export function exportVariable(effects: StepEffects, name: string, value: string): void {
  effects.job.environment.set(name, value);
  effects.exported.set(name, value);
  effects.log.debug(`${name}='${value}'`);
}

/** Adds a folder to the front of the PATH of later steps, or moves it there. */
export function prependPath(effects: StepEffects, folder: string): void {
  const position = effects.job.path.indexOf(folder);
  if (position >= 0) {
    effects.job.path.splice(position, 1);
  }
  effects.job.path.push(folder);
  effects.addedPath.push(folder);
}

/** Sets an output of the step. */
export function setOutput(effects: StepEffects, name: string, value: string): void {
  if (name === '') {
    throw new Error("Value cannot be null. (Parameter 'name')");
  }
  effects.outputs.set(name, value);
  effects.log.debug(`Set output ${name} = ${value}`);
}

/** Saves a value for the post step. The runner ignores the case of the name. */
export function saveState(effects: StepEffects, name: string, value: string): void {
  const known = [...effects.state.keys()].find((key) => key.toLowerCase() === name.toLowerCase());
  effects.state.set(known ?? name, value);
  effects.log.debug(`Save intra-action state ${name} = ${value}`);
}

/** Fails the step because a command or file could not be processed. */
export function failCommand(effects: StepEffects, what: string, error: unknown): void {
  effects.log.annotate('error', what);
  effects.log.annotate('error', error instanceof Error ? error.message : String(error));
  effects.hasCommandFailed = true;
}
