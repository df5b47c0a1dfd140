import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry as repeat } from 'cockatiel';

/** How work is done again. */
export interface RetryOptions {
  /** How often the work is done at most. */
  readonly tries: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Whether doing it again may help; it may wait on its own before it says so. */
  readonly mayHelp: (error: unknown) => boolean | Promise<boolean>;
  /** The shortest delay, for example because a server asked for it. */
  readonly leastDelayMs?: (error: unknown) => number;
  /** Told before each delay. */
  readonly onRetry?: (retry: Retry) => void;
}

/** A try that failed, and what comes next. */
export interface Retry {
  readonly error: unknown;
  readonly delayMs: number;
  /** The number of the next try, from 2. */
  readonly attempt: number;
}

/** What comes next, for the line in the log that tells of a retry: `trying again in 3 s (attempt 2)`. */
export function nameRetry({ delayMs, attempt }: Retry): string {
  const seconds = Math.max(1, Math.round(delayMs / 1000));
  return `trying again in ${seconds} s (attempt ${attempt})`;
}

/** A failure after which another try may help. */
class MayHelp extends Error {
  override readonly name = 'MayHelp' as const;
}

/**
 * Does work, again where that may help, with exponential back-off and full jitter.
 *
 * @throws what the work threw last.
 */
export async function retry<T>(
  work: () => Promise<T>,
  { tries, firstDelayMs, longestDelayMs, mayHelp, leastDelayMs, onRetry }: RetryOptions,
): Promise<T> {
  let last: unknown;
  const backoff = new DelegateBackoff<IRetryBackoffContext<unknown>>(({ attempt }) => {
    const longest = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
    return Math.random() * longest + (leastDelayMs?.(last) ?? 0);
  });
  const policy = repeat(
    handleWhen((error) => error instanceof MayHelp),
    { maxAttempts: tries - 1, backoff },
  );
  policy.onRetry(({ delay, attempt }) =>
    onRetry?.({ error: last, delayMs: delay, attempt: attempt + 1 }),
  );
  try {
    return await policy.execute(async () => {
      try {
        return await work();
      } catch (error) {
        last = error;
        throw (await mayHelp(error)) ? new MayHelp() : error;
      }
    });
  } catch (error) {
    throw error instanceof MayHelp ? last : error;
  }
}
