import { isMatch, type RequestMatch, type RequestRecord } from './request-log.ts';

/**
 * A moment in the life of a request: it was received, the service has processed it but not replied yet, or
 * the reply was sent.
 */
export type Moment = 'received' | 'acted' | 'replied';

/** Called at a moment. The request continues only after the returned promise has settled. */
export type MomentCallback = (request: RequestRecord) => void | Promise<void>;

/** Something that can be removed again. */
export interface Removable {
  remove(): void;
}

/** The callbacks of a test, by moment. */
export interface Moments {
  on(moment: Moment, match: RequestMatch, callback: MomentCallback): Removable;
  /** Calls the callbacks for this moment of this request. */
  reach(moment: Moment, request: RequestRecord): Promise<void>;
}

/** Creates an empty list of callbacks. */
export function createMoments(): Moments {
  const waiting = new Set<{ moment: Moment; match: RequestMatch; callback: MomentCallback }>();
  return {
    on: (moment, match, callback) => {
      const entry = { moment, match, callback };
      waiting.add(entry);
      return { remove: () => waiting.delete(entry) };
    },
    reach: async (moment, request) => {
      for (const entry of [...waiting]) {
        if (entry.moment === moment && isMatch(entry.match, request)) {
          await entry.callback(request);
        }
      }
    },
  };
}
