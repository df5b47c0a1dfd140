import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { exec } from '@actions/exec';
import type { Deadline } from '../time/deadline.ts';
import { containsSecret } from './mask.ts';
import { killTree } from './process-tree.ts';
import type { ProgramResult } from './program-result.ts';
import { whenCancelled } from './step.ts';

/** Output that is kept for the error message; a client says what is wrong in its last lines. */
const OUTPUT_CHARACTERS = 16_384;
/** Longer than any login; a program that never stops printing must not use up the memory. */
const STDOUT_BYTES = 1_048_576;

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
  /** Variables beside those of this step, or in their place. */
  readonly environment?: Readonly<Record<string, string>>;
}

const running = new Set<ChildProcess>();
let isWatching = false;

/**
 * Runs a program to its end through @actions/exec, silently, with an environment that holds no secret.
 *
 * @throws ActionError `timed-out`; the program is killed then, with all that it has started.
 */
export async function runProgram(program: Program): Promise<FinishedProgram> {
  const { what, path, args, input, deadline, environment } = program;
  watchChildren();
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
    env: { ...childEnvironment(process.env), ...environment },
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
    await killChildren();
    throw error;
  }
}

/**
 * Ends every child process that still runs, with what it has started itself: a credential helper would go on
 * without docker.
 */
export async function killChildren(): Promise<void> {
  await Promise.all([...running].map(({ pid }) => killTree(pid)));
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
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    return (
      value !== undefined &&
      !/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_(?:AUTH_CONFIG|CONTEXT)$)/i.test(name) &&
      !containsSecret(value)
    );
  });
  return Object.fromEntries(entries);
}
