import type { Credential } from '../credential/credential.ts';
import type { Registry } from '../registry/registry.ts';

/** What checks a credential at a registry before its entry is written. */
export interface Client {
  readonly name: 'docker' | 'podman' | 'file';
  /**
   * Logs in at one host, in a private place.
   *
   * @returns the entry for `auths` of a Docker config, as JSON text.
   * @throws ActionError where the registry refuses, or does not answer in time.
   */
  readonly check: (registry: Registry, credential: Credential) => Promise<string>;
  /** Resolves once a check waits for somebody else: this process has time for other work. */
  readonly waiting: Promise<void>;
  /** Deletes what it kept on the disk; can be called at any time, more than once. */
  readonly dispose: () => void;
}

/** The entry that Docker writes for a user name and a secret. */
export function formatEntry(basic: string): string {
  return JSON.stringify({ auth: basic });
}
