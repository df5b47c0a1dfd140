import { isMatch, type RequestMatch, type RequestRecord } from './request-log.ts';

/**
 * A point in the life of a request: it has arrived, the service has done what it asks (made the
 * key, say) but not answered, or the answer has left.
 */
export type Moment = 'received' | 'acted' | 'replied';

/** Called at a moment; the request goes on only when what it returns has settled. */
export type MomentCallback = (request: RequestRecord) => void | Promise<void>;

/** Something that can be taken back. */
export interface Removable {
  remove(): void;
}

/** The callbacks of a test, by moment. */
export interface Moments {
  on(moment: Moment, match: RequestMatch, callback: MomentCallback): Removable;
  /** Calls whoever waits for this moment of this request. */
  reach(moment: Moment, request: RequestRecord): Promise<void>;
}

/** Makes a list of callbacks, empty at first. */
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
