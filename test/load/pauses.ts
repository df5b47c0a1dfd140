import type { RequestRecord } from '../../test/ibm-cloud/index.ts';

/** The distribution of a set of pauses. */
export interface Spread {
  readonly text: string;
  /** Whether they differ enough. */
  readonly isSpread: boolean;
}

/**
 * The milliseconds between each reply with status 429 and the next try of the same request. Exchanges of
 * the API key are left out: all jobs use the same key, so it is unknown which of them tries again.
 */
export function findPauses(requests: readonly RequestRecord[]): readonly number[] {
  const refused = new Map<string, number>();
  const pauses: number[] = [];
  for (const request of requests.filter(({ path }) => path !== '/identity/token')) {
    const key = identify(request);
    const before = refused.get(key);
    if (before !== undefined) {
      pauses.push(request.at - before);
    }
    refused.delete(key);
    if (request.status === 429) {
      refused.set(key, request.at);
    }
  }
  return pauses;
}

/** Identifies what a job requests: it creates a key with a unique name, logs in with it, and deletes it. */
function identify({ method, path, json, headers }: RequestRecord): string {
  const name = method === 'POST' ? JSON.stringify(json) : headers.authorization;
  return `${method} ${path} ${name ?? ''}`;
}

/** With full jitter, pauses are spread between zero and a limit. Without it, they are close together. */
export function describeSpread(pauses: readonly number[]): Spread {
  const sorted = pauses.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const [low, middle, high] = [at(0.1), at(0.5), at(0.9)];
  return {
    text: `Pauses before ${pauses.length} new tries: a tenth under ${low} ms, half under ${middle} ms, nine tenths under ${high} ms.`,
    isSpread: pauses.length > 0 && high - low > middle / 2,
  };
}
