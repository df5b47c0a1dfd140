import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';

/** A clock that no one sets, in milliseconds. */
export function now(): number {
  return performance.now();
}

/** A time in words, in whole seconds and one at least. */
export function nameTime(seconds: number): string {
  const rounded = Math.max(1, Math.round(seconds));
  return rounded === 1 ? '1 second' : `${rounded} seconds`;
}

/** The time that all network requests of a step may take together, see the input `timeout`. */
export class Deadline {
  readonly #seconds: number;
  readonly #endsAt: number;

  /** @param seconds how long from now. */
  constructor(seconds: number) {
    this.#seconds = seconds;
    this.#endsAt = now() + seconds * 1000;
  }

  /** Milliseconds that are left; 0 when the time is over. */
  remainingMs(): number {
    return Math.max(0, this.#endsAt - now());
  }

  /** One that ends when half of the time that is left is over: for a first way that must leave time for another. */
  half(): Deadline {
    return new Deadline(this.remainingMs() / 2000);
  }

  /**
   * Settles like the work, or fails when the time is over.
   *
   * @param what the work is about, for the message: `IBM Cloud IAM`.
   * @param lastFailure asked at the end: what went wrong before.
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

  /** The error for work that did not end in time. */
  expired(what: string, lastFailure: string | undefined): ActionError {
    const before = lastFailure === undefined ? '' : ` The last try ended with: ${lastFailure}`;
    return new ActionError('timed-out', {
      problem: `${what} gave no usable answer within ${nameTime(this.#seconds)}.${before}`,
      fix: 'Check that a firewall or proxy lets this machine connect to the host, and run the job again. If the network is slow, raise the input `timeout`.',
      link: LINKS.connection,
    });
  }
}
