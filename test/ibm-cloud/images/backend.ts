import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../network/http-message.ts';
import type { Access } from '../registry/oauth-tokens.ts';

/** A request for what a registry stores, with the token it came with and what that grants. */
export interface BackendRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly token: string;
  readonly access: readonly Access[];
}

/** The store of one registry's images; it refuses with 401 what the token does not grant. */
export interface Backend {
  respond(request: BackendRequest): Promise<Reply>;
  /** Ends at once, without waiting for it: the process itself is about to end. */
  kill(): void;
  stop(): Promise<void>;
}

/** Finds the store of a registry, and starts it when it is needed for the first time. */
export type BackendFinder = (registry: string) => Promise<Backend>;

/** All stores that were started. */
export interface Backends {
  readonly find: BackendFinder;
  kill(): void;
  stop(): Promise<void>;
}

/** Starts one store per registry, each when it is needed. */
export function createBackends(start: (registry: string) => Promise<Backend>): Backends {
  const starting = new Map<string, Promise<Backend>>();
  const started: Backend[] = [];
  return {
    find: (registry) => {
      const known = starting.get(registry);
      if (known !== undefined) {
        return known;
      }
      const backend = start(registry).then((running) => {
        started.push(running);
        return running;
      });
      starting.set(registry, backend);
      return backend;
    },
    kill: () => {
      for (const backend of started) {
        backend.kill();
      }
    },
    stop: async () => {
      // One that could not start has nothing to stop, and has failed whoever wanted it.
      await Promise.allSettled(starting.values());
      await Promise.all(started.map((backend) => backend.stop()));
    },
  };
}
