import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../network/http-message.ts';
import type { Access } from '../registry/oauth-tokens.ts';

/** A request to the image store of a registry, with its token and what the token grants. */
export interface BackendRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly token: string;
  readonly access: readonly Access[];
}

/** The image store of one registry. It replies 401 to anything that the token does not grant. */
export interface Backend {
  respond(request: BackendRequest): Promise<Reply>;
  /** Stops immediately without waiting, because this process is about to exit. */
  kill(): void;
  stop(): Promise<void>;
}

/** Finds the image store of a registry. The first request starts it. */
export type BackendFinder = (registry: string) => Promise<Backend>;

/** All stores that were started. */
export interface Backends {
  readonly find: BackendFinder;
  kill(): void;
  stop(): Promise<void>;
}

/** Starts one store per registry, when it is first needed. */
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
      // A store that failed to start needs no stop. Its failure has already reached those who needed it.
      await Promise.allSettled(starting.values());
      await Promise.all(started.map((backend) => backend.stop()));
    },
  };
}
