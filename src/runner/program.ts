import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { exec } from '@actions/exec';
import { disarm } from '../text/disarm.ts';
import type { Deadline } from '../time/deadline.ts';
import { containsSecret, redact } from './mask.ts';
import { killTree } from './process-tree.ts';
import { whenCancelled } from './step.ts';

/** How much of the end of the output is kept for the error message. Clients print the cause last. */
const OUTPUT_CHARACTERS = 16_384;
/** More than any login prints. A program that never stops printing must not use up the memory. */
const STDOUT_BYTES = 1_048_576;

/** How a program ended, with its standard output. */
export interface FinishedProgram extends ProgramResult {
  /** At most 1 MiB: the rest is dropped. */
  readonly stdout: string;
}

/** A program to run. */
export interface Program {
  /** Its name in messages: `docker login us.icr.io`. */
  readonly what: string;
  /** An absolute path. */
  readonly path: string;
  /** They must not contain a secret. */
  readonly args: readonly string[];
  /** For standard input, the only way to pass a secret. */
  readonly input: string;
  readonly deadline: Deadline;
  /** Variables that are added to those of this step, or override them. */
  readonly environment?: Readonly<Record<string, string>>;
}

const running = new Set<ChildProcess>();
let isWatching = false;

/**
 * Runs a program to its end through @actions/exec. Its output is not printed, and its environment contains no secret.
 *
 * @throws ActionError `timed-out`, after the program is killed with everything that it has started.
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
    // The types of @actions/exec say `number`, but after a signal the exit code is `null`.
    const exitCode: number | null = await deadline.race(ending, what);
    return { exitCode, output, stdout: Buffer.concat(stdout).toString('utf8') };
  } catch (error) {
    await killChildren();
    throw error;
  }
}

/**
 * Kills every child process that still runs, with everything that it has started: a credential helper would outlive the
 * `docker` that started it.
 */
export async function killChildren(): Promise<void> {
  await Promise.all([...running].map(({ pid }) => killTree(pid)));
}

/**
 * Keeps track of child processes, so that they can be killed when the step is canceled. @actions/exec does not expose
 * them, but Node.js announces each one on a diagnostics channel.
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
    // A program that ends before it has read its input must not crash this step with EPIPE.
    queueMicrotask(() => child.stdin?.on('error', () => undefined));
  });
}

/**
 * Makes the environment of a child process: without the inputs, the state and the tokens of this step, and without any
 * variable that contains one of its secrets. DOCKER_AUTH_CONFIG would override the config that the check uses. The
 * context that DOCKER_CONTEXT names does not exist there, and a login needs no daemon.
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

/** How a child process ended. */
export interface ProgramResult {
  /** `null` if a signal ended it. */
  readonly exitCode: number | null;
  /** Standard output and standard error together. This text is not trusted. */
  readonly output: string;
}

/** Describes on one line how a program ended and what it printed, without secrets. */
export function describeResult({ exitCode, output }: ProgramResult): string {
  const ending = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
  const text = disarm(redact(hideUserInfo(readTellingLines(output).join(' '))));
  return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}

/**
 * The lines that describe a failure, or all lines if there are none. Docker and Podman also print warnings that have
 * nothing to do with it.
 */
export function readTellingLines(output: string): readonly string[] {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
  return telling.length === 0 ? lines : telling;
}

/** A program may print the address of a proxy with its password. */
function hideUserInfo(text: string): string {
  return text.replace(/:\/\/[^\s/"']{0,500}@/g, '://***@');
}
