import { setFailed, warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';
import { isNoFile } from '../files/files.ts';

/** The runner sends SIGTERM after 7.5 s: what is done on cancel must be over by then. */
const CANCEL_MS = 3_000;

const onCancel = new Set<() => void | Promise<void>>();

/** Runs a main step: an error fails it. */
export async function runMain(work: () => Promise<void>): Promise<void> {
  endOnCancel();
  try {
    await work();
  } catch (error) {
    setFailed(describeError(error));
  }
  endSoon();
}

/** Runs a post step: it never fails the job. */
export async function runPost(work: () => Promise<void>): Promise<void> {
  endOnCancel();
  try {
    await work();
  } catch (error) {
    warning(`The login could not be undone: ${describeError(error)}`);
  }
  endSoon();
}

/** Has something done when the job is cancelled. It has three seconds. */
export function whenCancelled(work: () => void | Promise<void>): void {
  onCancel.add(work);
}

/**
 * On cancel, the runner sends SIGINT and after 7.5 s SIGTERM, to this process and not to its children
 * (actions/runner, `ProcessInvoker.cs`). The post step, which still runs, does the rest.
 */
function endOnCancel(): void {
  const stop = (): void => {
    const over = (): void => end(1);
    setTimeout(over, CANCEL_MS);
    Promise.allSettled([...onCancel].map(async (work) => work())).then(over, over);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // A file that gets longer than a limit of the system allows: the write fails, and that has an explanation.
  process.on('SIGXFSZ', () => undefined);
}

/**
 * Ends as soon as the output has left. A connection that was given up, in the middle of a handshake with a
 * proxy, would keep the process alive.
 */
function endSoon(): void {
  process.stdout.write('', () => end(Number(process.exitCode ?? 0)));
}

/**
 * Ends this process. Node.js reads NODE_EXTRA_CA_CERTS in a thread that the end of a process waits for, for ever
 * where a step of the job has put a pipe there: then another program takes the place of this one, and ends.
 */
function end(code: number): void {
  /* v8 ignore next 2 -- What was counted is lost with the process. */
  if (isNoFile(process.env['NODE_EXTRA_CA_CERTS'] ?? '')) {
    process.execve?.(process.execPath, [process.execPath, '-e', `process.exit(${code})`], {});
  }
  process.exit(code);
}
