import type { Clock } from './clock.ts';
import type { Arrangement } from './control/arrangement.ts';
import type { Controls } from './control/controls.ts';
import type { Ledger } from './control/ledger.ts';
import type { Observation } from './control/observation.ts';
import type { MetadataOptions, MetadataService } from './iam/metadata.ts';
import type { ImageArrangement, ImageStoreKind } from './images/image-store.ts';

/** Options for starting the double. */
export interface IbmCloudOptions {
  /**
   * Where images are stored: in the real registry program, in memory, or (`auto`) in the program if it is
   * installed.
   */
  readonly registry?: 'auto' | ImageStoreKind;
  /** Time added to each round trip between a client and IBM Cloud. */
  readonly roundTripMs?: number;
  readonly challengeQuotes?: boolean;
  readonly registryTokens?: 'available' | 'discontinued';
  readonly deletedKeyGraceMs?: number;
  readonly proxyCredentials?: { readonly user: string; readonly password: string };
}

/** The parts of IBM Cloud that this project needs, under their real host names. */
export interface IbmCloud extends Arrangement, ImageArrangement, Controls, Observation {
  /** The environment that directs any client to the double. Add it to that of a child process. */
  readonly env: Readonly<Record<string, string>>;
  readonly proxyUrl: string;
  /** File with the certificate authority that signs the double's certificates. */
  readonly caFile: string;
  /** The same certificate as PEM. */
  readonly ca: string;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** The value of every key and token that was issued or created by a test. */
  issuedSecrets(): readonly string[];
  /** Which image store is used. */
  readonly registryKind: ImageStoreKind;
  /** Starts the metadata service of a virtual server. `stop` stops it too. */
  startMetadata(options: MetadataOptions): Promise<MetadataService>;
  /**
   * Stops the double and frees all resources; can be called more than once. Rejects if an error occurred
   * inside the double or in a callback, because no client could report it.
   */
  stop(): Promise<void>;
}
