import type { BasicCredential } from '../registry/registry.ts';

/** The values of the input `client`. */
export const CLIENT_CHOICES = ['auto', 'docker', 'podman', 'file', 'none'] as const;

/** A value of the input `client`. */
export type ClientChoice = (typeof CLIENT_CHOICES)[number];

/** The names of clients that check credentials. */
export type ClientName = 'docker' | 'podman' | 'file';

/** Checks a credential at a registry, with private files, before its entry is written. */
export interface Client {
  readonly name: ClientName;
  /**
   * Logs in to one registry host, and keeps the login in private files.
   *
   * @throws ActionError if the registry refuses, or does not answer in time.
   */
  readonly check: (host: string, credential: BasicCredential) => Promise<void>;
  /** Deletes the private files. It can be called at any time, more than once, and never throws. */
  readonly dispose: () => Promise<void>;
}
