import type { Removable } from './moments.ts';
import { isMatch, type RequestMatch, type RequestRecord } from './request-log.ts';

/** One way to misbehave. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Text as it is; any other value as JSON. By default, an error in the service's own shape. */
      readonly body?: unknown;
      readonly contentType?: string;
    }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  /** Closes the connection without doing what was asked. */
  | { readonly kind: 'reset-before' }
  /** Does what was asked and closes the connection without a word. */
  | { readonly kind: 'reset-after' }
  /** Never answers; ends when the client goes or the double stops. */
  | { readonly kind: 'hang' }
  /** Does what was asked and answers only after a while. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Answers 200 with something that is no answer. */
  | { readonly kind: 'nonsense'; readonly as?: 'html' | 'broken-json' | 'other-json' | 'empty' }
  /** Does what was asked, announces more bytes than it sends, and closes the connection. */
  | { readonly kind: 'truncated' }
  /** Does what was asked, and calls its reply a page, whatever it is. */
  | { readonly kind: 'mislabeled' }
  /** A proper error whose texts carry workflow commands, escapes and markup. */
  | { readonly kind: 'hostile'; readonly status?: number }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds?: number };

/** When to misbehave, and how. */
export interface FaultRule extends RequestMatch {
  /** How often; without it, until removed. */
  readonly times?: number;
  /** How many matching requests to let pass first. */
  readonly skip?: number;
  /** Does what was asked before misbehaving, where the fault would not (`status`, `redirect`, …). */
  readonly actFirst?: boolean;
  readonly do: Fault;
}

/** A rule in force. */
export interface ActiveFault extends Removable {
  /** How many requests it has been played on. */
  readonly hits: number;
}

/** The rules in force, tried in the order they were added. */
export interface Faults {
  add(rule: FaultRule): ActiveFault;
  clear(): void;
  /** The rule to play on this request, counted as played. */
  take(request: RequestRecord): FaultRule | undefined;
}

/** Makes a list of rules, empty at first. */
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
