import { isAbsolute } from 'node:path';
import { DRAIN_MS } from './process-output.ts';
import { findProgram } from './programs.ts';
import type { StepJob } from './surroundings.ts';

const TIMEOUT_MS = 60_000;

/** How to run a program between the steps that use actions. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly timeoutMs?: number;
}

/** The output of a program. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in the workspace with the environment of a `run:` step (ScriptHandler.cs). */
export async function runCommand(
  job: StepJob,
  options: RunOptions & { readonly program: string; readonly args: readonly string[] },
): Promise<CommandResult> {
  const { program, args, env = {}, input, timeoutMs = TIMEOUT_MS } = options;
  const context = new Map([...job.context.environment, ...Object.entries(env)]);
  const child = job.machine.system.start({
    file: isAbsolute(program) ? program : findProgram(program),
    args,
    cwd: job.folders.workspace,
    env: job.buildEnvironment({ env: context, variables: {}, github: { action: '__run' } }),
    timeoutMs,
    drainMs: DRAIN_MS,
    onLine: () => undefined,
    ...(input === undefined ? {} : { input }),
  });
  const { exitCode, stdout, stderr, hasTimedOut } = await child.exit;
  if (hasTimedOut) {
    throw new Error(`${program} did not end within ${timeoutMs} ms:\n${stdout}${stderr}`);
  }
  return { exitCode, stdout, stderr };
}
