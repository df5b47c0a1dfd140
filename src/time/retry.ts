import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry as repeat } from 'cockatiel';

/** When and how often to repeat work. */
export interface RetryOptions {
  /** The most tries, including the first one. */
  readonly tries: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Whether another try may help. It is called after every failure, and may clean up first. */
  readonly mayHelp: (error: unknown) => boolean | Promise<boolean>;
  /** The shortest delay, for example because a server asked for it. */
  readonly leastDelayMs?: (error: unknown) => number;
  /** Called before each delay. */
  readonly onRetry?: (retry: Retry) => void;
}

/** A try that failed, and what comes next. */
export interface Retry {
  readonly error: unknown;
  readonly delayMs: number;
  /** The number of the next try, from 2. */
  readonly attempt: number;
}

/** Announces the next try in the log: `trying again in 3 s (attempt 2)`. */
export function nameRetry({ delayMs, attempt }: Retry): string {
  const seconds = Math.max(1, Math.round(delayMs / 1000));
  return `trying again in ${seconds} s (attempt ${attempt})`;
}

/** A failure after which another try may help. */
class MayHelp extends Error {
  override readonly name = 'MayHelp' as const;
}

/**
 * Does work, and repeats it while that may help, with exponential back-off and full jitter.
 *
 * @throws the error of the last try.
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
