import { backOff } from 'exponential-backoff';

/** How work is done again. */
export interface RetryOptions {
  /** How often the work is done at most. */
  readonly tries: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Whether doing it again may help; it may wait on its own before it says so. */
  readonly mayHelp: (error: unknown) => boolean | Promise<boolean>;
}

/**
 * Does work, again where that may help, with exponential back-off and full jitter.
 *
 * @throws what the work threw last.
 */
export async function retry<T>(
  work: () => Promise<T>,
  { tries, firstDelayMs, longestDelayMs, mayHelp }: RetryOptions,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(await mayHelp(error))) {
      throw error;
    }
  }
  return backOff(work, {
    delayFirstAttempt: true,
    jitter: 'full',
    startingDelay: firstDelayMs,
    maxDelay: longestDelayMs,
    numOfAttempts: tries - 1,
    retry: mayHelp,
  });
}
