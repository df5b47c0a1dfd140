import type { Removable } from './moments.ts';
import { isMatch, type RequestMatch, type RequestRecord } from './request-log.ts';

/** One kind of fault. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /**
       * Strings are sent as they are, other values as JSON. By default, it is an error in the service's own
       * format.
       */
      readonly body?: unknown;
      readonly contentType?: string;
    }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** Closes the connection without processing the request. */
  | { readonly kind: 'reset-before' }
  /** Processes the request and closes the connection without a reply. */
  | { readonly kind: 'reset-after' }
  /** Never replies. Ends when the client disconnects or the double stops. */
  | { readonly kind: 'hang' }
  /** Processes the request and replies after a delay. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Replies 200 with a body that is not a valid reply. */
  | { readonly kind: 'nonsense'; readonly as?: 'html' | 'broken-json' | 'other-json' | 'empty' }
  /** Processes the request, announces more bytes than it sends, and closes the connection. */
  | { readonly kind: 'truncated' }
  /** Processes the request, and labels the reply as HTML, whatever it contains. */
  | { readonly kind: 'mislabeled' }
  /** A valid error whose texts contain workflow commands, escape sequences and markup. */
  | { readonly kind: 'hostile'; readonly status?: number }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds?: number };

/** Which requests get a fault, and which one. */
export interface FaultRule extends RequestMatch {
  /** How many times. Without it, until the rule is removed. */
  readonly times?: number;
  /** How many matching requests pass before the first fault. */
  readonly skip?: number;
  /** Processes the request before the fault, for faults that would not do so (`status`, `redirect`, …). */
  readonly actFirst?: boolean;
  readonly do: Fault;
}

/** An active rule. */
export interface ActiveFault extends Removable {
  /** How many requests got this fault. */
  readonly hits: number;
}

/** The active rules, in the order in which they were added. */
export interface Faults {
  add(rule: FaultRule): ActiveFault;
  clear(): void;
  /** Returns the rule to apply to this request, and counts it. */
  take(request: RequestRecord): FaultRule | undefined;
}

/** Creates an empty list of rules. */
export function createFaults(): Faults {
  const active = new Set<{ rule: FaultRule; seen: number; hits: number }>();
  return {
    add: (rule) => {
      const entry = { rule, seen: 0, hits: 0 };
      active.add(entry);
      return {
        get hits() {
          return entry.hits;
        },
        remove: () => active.delete(entry),
      };
    },
    clear: () => active.clear(),
    take: (request) => {
      for (const entry of active) {
        const { times = Number.POSITIVE_INFINITY, skip = 0 } = entry.rule;
        if (entry.hits < times && isMatch(entry.rule, request)) {
          entry.seen += 1;
          if (entry.seen > skip) {
            entry.hits += 1;
            return entry.rule;
          }
        }
      }
      return undefined;
    },
  };
}
