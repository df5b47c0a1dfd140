import type { Credential } from '../credential/credential.ts';
import type { Deadline } from '../http/deadline.ts';
import type { Registry } from '../registry/registry.ts';

/** The credential store that a container client hands the login to. */
export interface ClientStore {
  readonly name: string;
  /** Leaves time for undoing what the store has taken. */
  readonly deadline: Deadline;
  /** Explains that the store is what failed. */
  readonly explain: (problem: string) => Error;
}

/** What checks a credential at a registry before its entry is written. */
export interface Client {
  readonly name: 'docker' | 'podman' | 'file';
  /**
   * Logs in at one host, in a private place.
   *
   * @param store where the client itself writes the login; docker alone does.
   * @returns the entry for `auths` of a Docker config, as JSON text.
   * @throws ActionError where the registry refuses, or does not answer in time.
   */
  readonly check: (
    registry: Registry,
    credential: Credential,
    store?: ClientStore,
  ) => Promise<string>;
  /** Resolves once a check waits for somebody else: this process has time for other work. */
  readonly waiting: Promise<void>;
  /** Deletes what it kept on the disk; can be called at any time, more than once. */
  readonly dispose: () => void;
}

/** The entry that Docker writes for a user name and a secret. */
export function formatEntry(basic: string): string {
  return JSON.stringify({ auth: basic });
}
