import { join } from 'node:path';

/** Environment variables of a runner. */
export type Variables = Readonly<Record<string, string>>;

/** What answers at the addresses of a virtual server's metadata service. */
export interface MetadataAddresses {
  /** URL of the service at `http://169.254.169.254`, or `silent`. If omitted, connections are refused. */
  readonly plain?: string;
  /**
   * URL of the service at `https://api.metadata.cloud.ibm.com`, or `silent`. If omitted, the name does not
   * resolve.
   */
  readonly secure?: string;
}

const SCRIPT = join(import.meta.dirname, 'compute-resource.cjs');

/**
 * The factor for time limits: a machine that runs all tests at the same time is slower than a virtual
 * server.
 */
export const PATIENCE = 3;

/** The environment of a runner on a virtual server of VPC, with the metadata service at the given addresses. */
export function runOnServer(addresses: MetadataAddresses, patience = PATIENCE): Variables {
  const { plain, secure } = addresses;
  return {
    ...hook(),
    ...(plain === undefined ? {} : { METADATA_HTTP: toTarget(plain) }),
    ...(secure === undefined ? {} : { METADATA_HTTPS: toTarget(secure) }),
    METADATA_PATIENCE: String(patience),
  };
}

/** The environment of a runner in a pod whose `/var/run/secrets` is the given folder. */
export function runInPodWith(folder: string): Variables {
  return { ...hook(), COMPUTE_FILES: folder };
}

function hook(): Variables {
  return { NODE_OPTIONS: `--require ${SCRIPT}` };
}

function toTarget(urlOrSilent: string): string {
  return urlOrSilent === 'silent' ? urlOrSilent : new URL(urlOrSilent).port;
}
