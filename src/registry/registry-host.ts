import { REGIONS } from './regions.ts';

const PRIVATE = 'private.';
// One label in front of icr.io: `dd0.us.icr.io` serves layers and is no registry.
const ICR_HOST = /^(?:private\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)?icr\.io$/;
/** The Entitled Registry, another product. */
const ENTITLED_HOST = /^(?:private\.)?cp\./;

/** Whether a host is one of IBM Cloud Container Registry, of a region that is newer than this version too. */
export function isIcrHost(host: string): boolean {
  return ICR_HOST.test(host) && !ENTITLED_HOST.test(host);
}

/** Whether a host is a registry that this action logs in to: also one of before 2019. */
export function isRegistryHost(host: string): boolean {
  return isIcrHost(host) || REGIONS.some(({ deprecatedHost }) => deprecatedHost === host);
}

/** Whether a host, or the public host that belongs to it, is in the table of regions: it is spelt right. */
export function isTableHost(host: string): boolean {
  return REGIONS.some((region) => region.host === identifyRegistry(host));
}

/** The private-network host of a registry, from its public host. */
export function toPrivateHost(host: string): string {
  return `${PRIVATE}${host}`;
}

/** The public host of today for any host of a registry, see `Registry.id`. */
export function identifyRegistry(host: string): string {
  const deprecated = REGIONS.find(({ deprecatedHost }) => deprecatedHost === host);
  return deprecated?.host ?? (host.startsWith(PRIVATE) ? host.slice(PRIVATE.length) : host);
}
