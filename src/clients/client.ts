import type { BasicCredential } from '../registry/registry.ts';

/** The names of clients that check credentials. */
export type ClientName = 'docker' | 'podman' | 'file';

/** What checks a credential at a registry, on private files, before its entry is written. */
export interface Client {
  readonly name: ClientName;
  /**
   * Logs in at one host, in a private place.
   *
   * @throws ActionError where the registry refuses, or does not answer in time.
   */
  readonly check: (host: string, credential: BasicCredential) => Promise<void>;
  /** Deletes what it kept on the disk; can be called at any time, more than once. It never fails. */
  readonly dispose: () => Promise<void>;
}
