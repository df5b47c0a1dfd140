/** One of IBM's registries: a region, or the global registry. */
export interface RegistryHosts {
  /** The current name of the region. For a host that IBM has not opened, the first label of the host name. */
  readonly name: string;
  readonly publicHost: string;
  readonly privateHost: string;
  /** The former host under `bluemix.net`, if there was one. */
  readonly formerHost?: string;
}

/** The service behind a host name. */
export type Service =
  | { readonly kind: 'iam' }
  | { readonly kind: 'registry'; readonly registry: RegistryHosts; readonly isPrivate: boolean };

/*
 * This table intentionally repeats what the product contains: a double that shared the product's table
 * would also share its mistakes.
 */
/** Every registry of IBM Cloud. */
export const REGISTRIES: readonly RegistryHosts[] = [
  registryOf('global', '', 'registry.bluemix.net'),
  registryOf('us-south', 'us', 'registry.ng.bluemix.net'),
  registryOf('eu-gb', 'uk', 'registry.eu-gb.bluemix.net'),
  registryOf('eu-de', 'de', 'registry.eu-de.bluemix.net'),
  registryOf('au-syd', 'au', 'registry.au-syd.bluemix.net'),
  registryOf('jp-tok', 'jp'),
  registryOf('jp-osa', 'jp2'),
  registryOf('ca-tor', 'ca'),
  registryOf('ca-mon', 'ca2'),
  registryOf('br-sao', 'br'),
  registryOf('eu-es', 'es'),
  registryOf('in-che', 'in'),
  registryOf('in-mum', 'in2'),
  registryOf('eu-fr2', 'fr2'),
];

const IAM_REGIONS = [
  'au-syd',
  'br-sao',
  'ca-mon',
  'ca-tor',
  'eu-de',
  'eu-es',
  'eu-gb',
  'jp-osa',
  'jp-tok',
  'us-east',
  'us-south',
];

const IAM_HOST = /^(?:[a-z0-9-]+\.){0,2}iam\.cloud\.ibm\.com$|^iam\.test\.cloud\.ibm\.com$/;

/** Matches any single label, because IBM may open new regions. `cp` and `dd0` belong to other products. */
const UNKNOWN_REGISTRY = /^(private\.)?((?!private\.|cp\.|dd\d+\.)[a-z0-9-]+)\.icr\.io$/;

/** Finds the service behind a host name. Host names that do not belong to IBM have none. */
export function findService(host: string): Service | undefined {
  if (IAM_HOST.test(host)) {
    return { kind: 'iam' };
  }
  for (const registry of REGISTRIES) {
    if (host === registry.publicHost || host === registry.formerHost) {
      return { kind: 'registry', registry, isPrivate: false };
    }
    if (host === registry.privateHost) {
      return { kind: 'registry', registry, isPrivate: true };
    }
  }
  const [, prefix, label] = UNKNOWN_REGISTRY.exec(host) ?? [];
  if (label === undefined) {
    return undefined;
  }
  return {
    kind: 'registry',
    registry: registryOf(label, label),
    isPrivate: prefix !== undefined,
  };
}

/** Whether a name in a test (`iam`, `registry`, a registry, a host) covers this host. */
export function isHost(name: string, host: string): boolean {
  const service = findService(host);
  return (
    name === host ||
    name === service?.kind ||
    (service?.kind === 'registry' && name === service.registry.name)
  );
}

/** Converts a region name or any host of a registry to the registry's name. */
export function toRegistryName(nameOrHost: string): string {
  if (REGISTRIES.some(({ name }) => name === nameOrHost)) {
    return nameOrHost;
  }
  const service = findService(nameOrHost);
  if (service?.kind !== 'registry') {
    throw new Error(`There is no registry called ${nameOrHost}.`);
  }
  return service.registry.name;
}

/** The names in the server's certificate. Other IBM hosts get their own certificate when a client connects. */
export function listCertifiedHosts(): readonly string[] {
  return [
    ...REGISTRIES.flatMap(({ publicHost, privateHost, formerHost }) => [
      publicHost,
      privateHost,
      ...(formerHost === undefined ? [] : [formerHost]),
    ]),
    '*.icr.io',
    'iam.cloud.ibm.com',
    '*.iam.cloud.ibm.com',
    'iam.test.cloud.ibm.com',
    ...IAM_REGIONS.map((region) => `private.${region}.iam.cloud.ibm.com`),
  ];
}

function registryOf(name: string, label: string, formerHost?: string): RegistryHosts {
  const publicHost = label === '' ? 'icr.io' : `${label}.icr.io`;
  return {
    name,
    publicHost,
    privateHost: `private.${publicHost}`,
    ...(formerHost === undefined ? {} : { formerHost }),
  };
}
