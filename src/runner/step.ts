import { setFailed, warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';

const onCancel = new Set<() => void>();

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

/** Has something done, at once and without waiting, when the job is cancelled. */
export function whenCancelled(work: () => void): void {
  onCancel.add(work);
}

/**
 * On cancel, the runner sends SIGINT and after 7.5 s SIGTERM, to this process and not to its children
 * (actions/runner, `ProcessInvoker.cs`). The post step, which still runs, does the rest.
 */
function endOnCancel(): void {
  const end = (): void => {
    for (const work of onCancel) {
      work();
    }
    process.exit(1);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  // A file that gets longer than a limit of the system allows: the write fails, and that has an explanation.
  process.on('SIGXFSZ', () => undefined);
}

/**
 * Ends as soon as the output has left. A connection that was given up, in the middle of a handshake with a
 * proxy, would keep the process alive; and taking everything down in good order takes Node.js some time.
 */
function endSoon(): void {
  process.stdout.write('', () => process.exit());
}
