import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Retry, type RetryOptions, retry } from '../../../src/time/retry.ts';

const OPTIONS = { tries: 5, firstDelayMs: 10, longestDelayMs: 35, mayHelp: () => true };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Work that fails this many times, each time with a different error. */
function failing(times: number): { readonly work: () => Promise<string>; tries: number } {
  const state = {
    tries: 0,
    work: async (): Promise<string> => {
      state.tries += 1;
      if (state.tries <= times) {
        throw new Error(`failure ${state.tries}`);
      }
      return `done in try ${state.tries}`;
    },
  };
  return state;
}

/** The delays between tries if the random part has its maximum, or another value. */
async function listDelays(options: Partial<RetryOptions>, chance = 1): Promise<readonly Retry[]> {
  vi.spyOn(Math, 'random').mockReturnValue(chance);
  const retries: Retry[] = [];
  const { work } = failing(4);
  await retry(work, { ...OPTIONS, ...options, onRetry: (next) => void retries.push(next) });
  return retries;
}

describe('work', () => {
  it('that succeeds is done once', async () => {
    const { work } = failing(0);
    const onRetry = vi.fn();

    await expect(retry(work, { ...OPTIONS, onRetry })).resolves.toBe('done in try 1');
    expect(onRetry).not.toHaveBeenCalled();
  });

  it('is repeated until it succeeds', async () => {
    const { work } = failing(4);

    await expect(retry(work, OPTIONS)).resolves.toBe('done in try 5');
  });

  it.each([1, 2, 5])('is done at most %i times, and throws the last error', async (tries) => {
    const state = failing(99);

    await expect(retry(state.work, { ...OPTIONS, tries })).rejects.toThrow(`failure ${tries}`);
    expect(state.tries).toBe(tries);
  });

  it('is not repeated if that does not help', async () => {
    const state = failing(99);
    const mayHelp = (error: unknown): boolean => !String(error).endsWith('failure 3');

    await expect(retry(state.work, { ...OPTIONS, mayHelp })).rejects.toThrow('failure 3');
    expect(state.tries).toBe(3);
  });

  it('is repeated after a check has shown that this helps', async () => {
    const order: string[] = [];
    const { work } = failing(1);
    const done = retry(
      async () => {
        order.push('try');
        return work();
      },
      {
        ...OPTIONS,
        mayHelp: async () => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          order.push('cleared');
          return true;
        },
      },
    );

    await expect(done).resolves.toBe('done in try 2');
    expect(order).toEqual(['try', 'cleared', 'try']);
  });

  it('ends with the error of the check whether it helps', async () => {
    const mayHelp = (): boolean => {
      throw new Error('Nobody knows.');
    };

    await expect(retry(failing(9).work, { ...OPTIONS, mayHelp })).rejects.toThrow('Nobody knows.');
  });

  it('can throw anything, or nothing', async () => {
    for (const thrown of [undefined, null, 'text', 0]) {
      const work = (): Promise<never> => Promise.reject(thrown);
      await expect(retry(work, { ...OPTIONS, tries: 2 })).rejects.toBe(thrown);
    }
  });
});

describe('the delay between tries', () => {
  it('doubles up to the maximum', async () => {
    const retries = await listDelays({});

    expect(retries.map(({ delayMs }) => delayMs)).toEqual([10, 20, 35, 35]);
  });

  it('can be anything down to zero, because jitter is full', async () => {
    const half = await listDelays({}, 0.5);
    expect(half.map(({ delayMs }) => delayMs)).toEqual([5, 10, 17.5, 17.5]);
    const none = await listDelays({}, 0);
    expect(none.map(({ delayMs }) => delayMs)).toEqual([0, 0, 0, 0]);
  });

  it('is added to what a server requests', async () => {
    const leastDelayMs = (error: unknown): number =>
      String(error).endsWith('failure 2') ? 100 : 0;
    const retries = await listDelays({ leastDelayMs });

    expect(retries.map(({ delayMs }) => delayMs)).toEqual([10, 120, 35, 35]);
  });

  it('is reported with the previous failure and the next try', async () => {
    const retries = await listDelays({});

    expect(retries.map(({ error, attempt }) => [String(error), attempt])).toEqual([
      ['Error: failure 1', 2],
      ['Error: failure 2', 3],
      ['Error: failure 3', 4],
      ['Error: failure 4', 5],
    ]);
  });

  it('is waited for', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const started = performance.now();
    await retry(failing(1).work, { ...OPTIONS, firstDelayMs: 200, longestDelayMs: 200 });

    // Timers of Node.js may fire a millisecond early.
    expect(performance.now() - started).toBeGreaterThan(198);
  });
});
