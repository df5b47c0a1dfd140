/** One region of IBM Cloud Container Registry. */
export interface Region {
  /** The current name of the region, or `global`. */
  readonly name: string;
  /** The public host of its registry. The private host has the prefix `private.`. */
  readonly host: string;
  /** The name that the region had as a registry region. */
  readonly formerName?: string;
  /** The host until 25 February 2019. It is deprecated, but still answers with the same content. */
  readonly deprecatedHost?: string;
}

/**
 * The regions in the order of IBM's table.
 *
 * Source: IBM Cloud Docs, Container Registry, "Regions" and "Accessing your namespaces" (August 2026).
 * A region that is not here yet can be used by its host.
 */
export const REGIONS: readonly Region[] = [
  { name: 'global', host: 'icr.io', deprecatedHost: 'registry.bluemix.net' },
  { name: 'us-south', host: 'us.icr.io', deprecatedHost: 'registry.ng.bluemix.net' },
  {
    name: 'eu-gb',
    host: 'uk.icr.io',
    formerName: 'uk-south',
    deprecatedHost: 'registry.eu-gb.bluemix.net',
  },
  {
    name: 'eu-de',
    host: 'de.icr.io',
    formerName: 'eu-central',
    deprecatedHost: 'registry.eu-de.bluemix.net',
  },
  {
    name: 'au-syd',
    host: 'au.icr.io',
    formerName: 'ap-south',
    deprecatedHost: 'registry.au-syd.bluemix.net',
  },
  { name: 'jp-tok', host: 'jp.icr.io', formerName: 'ap-north' },
  { name: 'jp-osa', host: 'jp2.icr.io' },
  { name: 'ca-tor', host: 'ca.icr.io' },
  { name: 'ca-mon', host: 'ca2.icr.io' },
  { name: 'br-sao', host: 'br.icr.io' },
  { name: 'eu-es', host: 'es.icr.io' },
  { name: 'in-che', host: 'in.icr.io' },
  { name: 'in-mum', host: 'in2.icr.io' },
];
