import { setFailed, warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';
import { listFailures } from '../errors/failures.ts';
import { isEndless } from '../files/files.ts';

/** How long the work on cancel may take. It must end before the runner sends SIGTERM, 7.5 s after SIGINT. */
const CANCEL_MS = 3_000;

const onCancel = new Set<() => void | Promise<void>>();

/** Runs a main step. An error fails the step, and each of several failures is an error in the log. */
export function runMain(work: () => Promise<void>): Promise<void> {
  endOnCancel();
  return run(work, (error) => setFailed(describeError(error)));
}

/**
 * Runs a post step. An error is a warning, so that it never fails the job. If the runner shuts down, nothing runs after
 * this step, so it continues until it has finished or is killed, 10 s after the first signal.
 */
export function runPost(work: () => Promise<void>): Promise<void> {
  const goOn = (): void => undefined;
  process.on('SIGINT', goOn);
  process.on('SIGTERM', goOn);
  return run(work, (error) => warning(`The login could not be undone: ${describeError(error)}`));
}

async function run(work: () => Promise<void>, report: (error: unknown) => void): Promise<void> {
  // Without a handler, a write that exceeds the file size limit ends the process. With one, it fails with an error,
  // which this action explains.
  process.on('SIGXFSZ', () => undefined);
  try {
    await work();
  } catch (error) {
    listFailures(error).forEach(report);
  }
  endSoon();
}

/** Registers work to do when the job is canceled. The work has three seconds. */
export function whenCancelled(work: () => void | Promise<void>): void {
  onCancel.add(work);
}

/**
 * When a job is canceled, the runner sends SIGINT, and SIGTERM after 7.5 s, to this process but not to its children
 * (actions/runner, `ProcessInvoker.cs`). The post step still runs and does the rest.
 */
function endOnCancel(): void {
  const stop = (): void => {
    const exit = (): void => end(1);
    setTimeout(exit, CANCEL_MS);
    Promise.allSettled([...onCancel].map(async (work) => work())).then(exit, exit);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/**
 * Ends the process as soon as its output is written. Otherwise, an abandoned connection, for example in the middle of a
 * handshake with a proxy, would keep the process running.
 */
function endSoon(): void {
  process.stdout.write('', () => end(Number(process.exitCode ?? 0)));
}

/**
 * Ends this process. Node.js reads the file in NODE_EXTRA_CA_CERTS in a thread and waits for that thread on exit. If a
 * step of the job has named a pipe there, that would take forever. So `execve` replaces this process by one that exits.
 */
function end(code: number): void {
  /* v8 ignore next 2 -- What was counted is lost with the process. */
  if (isEndless(process.env['NODE_EXTRA_CA_CERTS'] ?? '')) {
    process.execve?.(process.execPath, [process.execPath, '-e', `process.exit(${code})`], {});
  }
  process.exit(code);
}
