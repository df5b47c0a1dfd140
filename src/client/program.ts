import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { exec } from '@actions/exec';
import type { Deadline } from '../http/deadline.ts';
import { containsSecret } from '../runner/mask.ts';

/** Output that is kept for the error message; a client says what is wrong in its last lines. */
const OUTPUT_CHARACTERS = 16_384;

/** How a child process ended. */
export interface ProgramResult {
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
  /** Standard output and standard error together: foreign text. */
  readonly output: string;
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
}

const starting = new Set<() => void>();
const running = new Set<ChildProcess>();
let isWatching = false;

/**
 * Runs a program to its end through @actions/exec, silently, with an environment that holds no secret.
 *
 * @throws ActionError `timed-out`; the program is killed then.
 */
export async function runProgram(program: Program): Promise<ProgramResult> {
  const { what, path, args, input, deadline, onStart } = program;
  watchChildren();
  starting.add(onStart);
  let output = '';
  const keep = (data: Buffer): void => {
    output = (output + data.toString('utf8')).slice(-OUTPUT_CHARACTERS);
  };
  const ending = exec(`"${path}"`, [...args], {
    env: childEnvironment(process.env),
    ignoreReturnCode: true,
    input: Buffer.from(input),
    listeners: { stdout: keep, stderr: keep },
    silent: true,
  });
  try {
    // The types of @actions/exec promise a number.
    const exitCode: number | null = await deadline.race(ending, what);
    return { exitCode, output };
  } catch (error) {
    killChildren();
    throw error;
  }
}

/** Ends every child process that still runs, at once. */
export function killChildren(): void {
  for (const child of running) {
    child.kill('SIGKILL');
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
 * check uses.
 */
export function childEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(?:INPUT_|STATE_|ACTIONS_|DOCKER_AUTH_CONFIG$)/i.test(entry[0]) &&
      !containsSecret(entry[1]),
  );
  return Object.fromEntries(entries);
}
