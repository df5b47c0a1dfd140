import type { FaultRule } from '../ibm-cloud/index.ts';
import type { FaultName } from './entry.ts';

/** How to inject a fault into the requests of a phase. */
export type Weather = Pick<FaultRule, 'do' | 'times' | 'actFirst'>;

/** Another registry, which must not receive a request that was sent to the first one. */
export const ELSEWHERE = 'fr2.icr.io';

/** A redirect to it. */
export const REDIRECT: Weather = {
  do: { kind: 'redirect', location: `https://${ELSEWHERE}/oauth/token` },
};

/** Temporary faults, and how many requests each one causes if the request can be repeated. */
export const PASSING: readonly {
  readonly fault: FaultName;
  readonly weather: Weather;
  readonly requests: number;
}[] = [
  { fault: 'HTTP 5xx', weather: { times: 2, do: { kind: 'status', status: 500 } }, requests: 3 },
  {
    fault: 'HTTP 429',
    weather: { times: 1, do: { kind: 'rate-limit', retryAfterSeconds: 1 } },
    requests: 2,
  },
  {
    fault: 'reset before acting',
    weather: { times: 1, do: { kind: 'reset-before' } },
    requests: 2,
  },
  { fault: 'reset after acting', weather: { times: 1, do: { kind: 'reset-after' } }, requests: 2 },
  { fault: 'slow', weather: { times: 1, do: { kind: 'slow', ms: 800 } }, requests: 1 },
  { fault: 'truncated', weather: { times: 1, do: { kind: 'truncated' } }, requests: 2 },
  {
    fault: 'wrong content type',
    weather: { times: 1, do: { kind: 'mislabeled' } },
    requests: 1,
  },
];
