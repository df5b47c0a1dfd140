import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';

/** Returns the time of a monotonic clock, in milliseconds: no one can set it. */
export function now(): number {
  return performance.now();
}

/** Puts a duration into words, in whole seconds and at least one. */
export function nameTime(seconds: number): string {
  const rounded = Math.max(1, Math.round(seconds));
  return rounded === 1 ? '1 second' : `${rounded} seconds`;
}

/** The time limit for all network requests of a step together, see the input `timeout`. */
export class Deadline {
  readonly #seconds: number;
  readonly #endsAt: number;

  /** @param seconds the limit, from now. */
  constructor(seconds: number) {
    this.#seconds = seconds;
    this.#endsAt = now() + seconds * 1000;
  }

  /**
   * How many milliseconds are left; 0 after the deadline.
   *
   * @param graceMs by how much the deadline is extended.
   */
  remainingMs(graceMs = 0): number {
    return Math.max(0, this.#endsAt + graceMs - now());
  }

  /** A deadline after half of the remaining time, for a first try that must leave time for an alternative. */
  half(): Deadline {
    return new Deadline(this.remainingMs() / 2000);
  }

  /**
   * Settles like the work, or rejects at the deadline. The work itself is not stopped.
   *
   * @param what names the work in the message: `IBM Cloud IAM`.
   * @param lastFailure is called at the deadline, and says what went wrong before.
   * @throws ActionError `timed-out`
   */
  async race<T>(
    work: Promise<T>,
    what: string,
    lastFailure: () => string | undefined = () => undefined,
  ): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const end = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(this.expired(what, lastFailure())), this.remainingMs());
    });
    try {
      return await Promise.race([work, end]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Makes the error for work that did not end before the deadline. */
  expired(what: string, lastFailure: string | undefined): ActionError {
    const before = lastFailure === undefined ? '' : ` The last attempt ended with: ${lastFailure}`;
    return new ActionError('timed-out', {
      problem: `No usable answer from ${what} within ${nameTime(this.#seconds)}.${before}`,
      fix: 'Check that a firewall or proxy lets this machine connect to the host, and run the job again. If the network is slow, raise the input `timeout`.',
      link: LINKS.connection,
    });
  }
}
