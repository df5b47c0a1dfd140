import type { Clock } from './clock.ts';
import type { Arrangement } from './control/arrangement.ts';
import type { Controls } from './control/controls.ts';
import type { Ledger } from './control/ledger.ts';
import type { Observation } from './control/observation.ts';
import type { MetadataOptions, MetadataService } from './iam/metadata.ts';
import type { ImageArrangement, ImageStoreKind } from './images/image-store.ts';

/** How the double is started. */
export interface IbmCloudOptions {
  /** What stores images: the real registry program, memory, or (`auto`) the first if it is there. */
  readonly registry?: 'auto' | ImageStoreKind;
  /** Time that is added to each round trip between a client and IBM Cloud. */
  readonly roundTripMs?: number;
  readonly challengeQuotes?: boolean;
  readonly registryTokens?: 'available' | 'discontinued';
  readonly deletedKeyGraceMs?: number;
  readonly proxyCredentials?: { readonly user: string; readonly password: string };
}

/** IBM Cloud as this project needs it, under its real host names. */
export interface IbmCloud extends Arrangement, ImageArrangement, Controls, Observation {
  /** Environment that leads any client to the double; to be added to that of a child process. */
  readonly env: Readonly<Record<string, string>>;
  readonly proxyUrl: string;
  /** File with the certificate authority that signs the double's certificates. */
  readonly caFile: string;
  /** The same certificate, as PEM. */
  readonly ca: string;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** The value of every key and token that was ever issued, or put there by a test. */
  issuedSecrets(): readonly string[];
  /** Which store of images is used. */
  readonly registryKind: ImageStoreKind;
  /** Starts the metadata service of a virtual server; `stop` ends it too. */
  startMetadata(options: MetadataOptions): Promise<MetadataService>;
  /**
   * Frees everything the double holds; may be called more than once. Rejects when something went
   * wrong inside the double, or in a callback, that no client could show.
   */
  stop(): Promise<void>;
}
