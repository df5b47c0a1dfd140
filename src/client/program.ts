import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { readdirSync, readFileSync } from 'node:fs';
import { exec } from '@actions/exec';
import type { Deadline } from '../http/deadline.ts';
import { containsSecret, MASKED_CHARACTERS } from '../runner/mask.ts';
import { whenCancelled } from '../runner/step.ts';
import { SECRET_INPUTS } from '../source/secret-inputs.ts';
import type { ProgramResult } from './program-result.ts';

/** Output that is kept for the error message; a client says what is wrong in its last lines. */
const OUTPUT_CHARACTERS = 16_384;
/** Longer than any login; a program that never stops printing must not use up the memory. */
const STDOUT_BYTES = 1_048_576;
/** How the runner names the inputs that hold a secret. */
const SECRET_VARIABLES = new Set(SECRET_INPUTS.map((input) => `INPUT_${input.toUpperCase()}`));

/** Any API key and any token is longer; shorter words around it may be words of other variables as well. */
const SECRET_CHARACTERS = 20;

/** With all that it printed on its standard output, as far as it is not endless. */
export interface FinishedProgram extends ProgramResult {
  readonly stdout: string;
}

/** What to start. */
export interface Program {
  /** What it is started for, for messages: `docker login us.icr.io`. */
  readonly what: string;
  /** An absolute path. */
  readonly path: string;
  /** Without a secret. */
  readonly args: readonly string[];
  /** For its standard input: the way a secret goes in. */
  readonly input: string;
  readonly deadline: Deadline;
  /** Called when it runs. */
  readonly onStart: () => void;
  /** Explains that the time was over while it waited for a program of its own. */
  readonly explainWait?: (() => Error) | undefined;
}

const starting = new Set<() => void>();
const running = new Set<ChildProcess>();
let isWatching = false;

/**
 * Runs a program to its end through @actions/exec, silently, with an environment that holds no secret.
 *
 * @throws ActionError `timed-out`; the program is killed then.
 */
export async function runProgram(program: Program): Promise<FinishedProgram> {
  const { what, path, args, input, deadline, onStart, explainWait } = program;
  watchChildren();
  starting.add(onStart);
  let output = '';
  const keep = (data: Buffer): void => {
    output = (output + data.toString('utf8')).slice(-OUTPUT_CHARACTERS);
  };
  const stdout: Buffer[] = [];
  let bytes = 0;
  const keepAll = (data: Buffer): void => {
    keep(data);
    bytes += data.length;
    if (bytes <= STDOUT_BYTES) {
      stdout.push(data);
    }
  };
  const ending = exec(`"${path}"`, [...args], {
    env: childEnvironment(process.env),
    ignoreReturnCode: true,
    input: Buffer.from(input),
    listeners: { stdout: keepAll, stderr: keep },
    silent: true,
  });
  try {
    // The types of @actions/exec promise a number.
    const exitCode: number | null = await deadline.race(ending, what);
    return { exitCode, output, stdout: Buffer.concat(stdout).toString('utf8') };
  } catch (error) {
    const isWaiting = killChildren();
    throw isWaiting && explainWait !== undefined ? explainWait() : error;
  }
}

/**
 * Ends every child process that still runs, at once, with what it has started itself: a credential helper
 * would go on without docker.
 *
 * @returns whether one of them had started something.
 */
export function killChildren(): boolean {
  const parents = [...running].filter(({ pid }) => killChildrenOf(pid));
  for (const child of running) {
    child.kill('SIGKILL');
  }
  return parents.length > 0;
}

function killChildrenOf(pid: number | undefined): boolean {
  const children = listChildren(pid);
  for (const child of children) {
    killChildrenOf(child);
    try {
      process.kill(child, 'SIGKILL');
    } catch {
      // It has ended by itself since.
    }
  }
  return children.length > 0;
}

/** Each thread of a process has children of its own. */
function listChildren(pid: number | undefined): readonly number[] {
  const threads = orNothing(() => readdirSync(`/proc/${pid}/task`));
  return threads.flatMap((id) =>
    orNothing(() => readFileSync(`/proc/${pid}/task/${id}/children`, 'utf8').split(' '))
      .filter((text) => text !== '')
      .map(Number),
  );
}

/** A process or a thread may have ended by itself since; and not every system tells. */
function orNothing(list: () => readonly string[]): readonly string[] {
  try {
    return list();
  } catch {
    return [];
  }
}

/**
 * @actions/exec does not hand out its child process, so that it could be killed when the step is cancelled.
 * Node announces each one on a channel.
 */
function watchChildren(): void {
  if (isWatching) {
    return;
  }
  isWatching = true;
  whenCancelled(killChildren);
  subscribe('child_process', (message) => {
    const { process: child } = message as { readonly process: ChildProcess };
    running.add(child);
    // Several are started one right after the other: all of them come before what is to be done meanwhile.
    setImmediate(() => {
      for (const onStart of starting) {
        onStart();
      }
      starting.clear();
    });
    child.once('exit', () => running.delete(child));
    // A program that ends before it has read its input must not end this step with EPIPE.
    queueMicrotask(() => child.stdin?.on('error', () => undefined));
  });
}

/**
 * The environment of a child: without the inputs, the state and the tokens of this step, and without any
 * variable that holds one of its secrets. DOCKER_AUTH_CONFIG would take the place of the config that the
 * check uses, and what DOCKER_CONTEXT names is not there: a login needs no daemon.
 */
export function childEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  // The post step masks nothing; it has the inputs all the same.
  const variables = Object.entries(environment);
  const given = variables.flatMap(([name, value = '']) =>
    SECRET_VARIABLES.has(name.toUpperCase()) ? listSecrets(value) : [],
  );
  const entries = variables.filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    return (
      value !== undefined &&
      !/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_(?:AUTH_CONFIG|CONTEXT)$)/i.test(name) &&
      !containsSecret(value) &&
      !given.some((secret) => value.includes(secret))
    );
  });
  return Object.fromEntries(entries);
}

/** The input itself, and the secret that was pasted with its file or its `Bearer ` around it. */
function listSecrets(input: string): readonly string[] {
  const whole = input.trim();
  const words = whole.split(/[\s"]+/).filter((word) => word.length >= SECRET_CHARACTERS);
  return whole.length < MASKED_CHARACTERS ? words : [whole, ...words];
}
