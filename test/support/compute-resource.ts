import { join } from 'node:path';

/** Environment of a runner. */
export type Variables = Readonly<Record<string, string>>;

/** What is at the addresses of the metadata service of a virtual server. */
export interface MetadataAddresses {
  /** URL of what answers at `http://169.254.169.254`, or `silent`; without it, connections are refused. */
  readonly plain?: string;
  /** URL of what answers at `https://api.metadata.cloud.ibm.com`, or `silent`; without it, the name is unknown. */
  readonly secure?: string;
}

const SCRIPT = join(import.meta.dirname, 'compute-resource.cjs');

/** By how much time limits are multiplied: a machine that runs all tests at once is slower than a virtual server. */
export const PATIENCE = 3;

/** Environment of a runner on a virtual server of VPC, whose metadata service answers there or not at all. */
export function runOnServer(addresses: MetadataAddresses, patience = PATIENCE): Variables {
  const { plain, secure } = addresses;
  return {
    ...hook(),
    ...(plain === undefined ? {} : { METADATA_HTTP: toTarget(plain) }),
    ...(secure === undefined ? {} : { METADATA_HTTPS: toTarget(secure) }),
    METADATA_PATIENCE: String(patience),
  };
}

/** Environment of a runner in a pod whose files of `/var/run/secrets` lie in this folder. */
export function runInPodWith(folder: string): Variables {
  return { ...hook(), COMPUTE_FILES: folder };
}

function hook(): Variables {
  return { NODE_OPTIONS: `--require ${SCRIPT}` };
}

function toTarget(urlOrSilent: string): string {
  return urlOrSilent === 'silent' ? urlOrSilent : new URL(urlOrSilent).port;
}
