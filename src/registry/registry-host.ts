import { REGIONS } from './regions.ts';

const PRIVATE = 'private.';
// Only one label before icr.io, because `dd0.us.icr.io` serves layers and isn't a registry.
const ICR_HOST = /^(?:private\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)?icr\.io$/;
/** The Entitled Registry, which is another product, and its staging environment. */
const ENTITLED_HOST = /^(?:private\.)?cp\.(?:[a-z0-9-]{1,20}\.)?icr\.io$/;

/** Washington DC, by its name or as a host. Of the well-known regions, only this one has no registry of its own. */
const US_EAST = /^(?:(?:private\.)?us-east\.icr\.io|us-east)$/;

/** Whether a host belongs to IBM Cloud Container Registry, even if its region is newer than this version. */
export function isIcrHost(host: string): boolean {
  const isOther = isEntitledHost(host) || isUsEast(host) || findMeantHost(host) !== undefined;
  return ICR_HOST.test(host) && !isOther;
}

/** Whether a region or a host is that of us-east, which has no registry. */
export function isUsEast(name: string): boolean {
  return US_EAST.test(name);
}

/** Whether a host is the Entitled Registry. */
export function isEntitledHost(host: string): boolean {
  return ENTITLED_HOST.test(host);
}

/** Finds the registry host that is meant by a host with a region's name, such as `us-south.icr.io`. */
export function findMeantHost(host: string): string | undefined {
  const [, prefix = '', label] = /^(private\.)?([a-z0-9-]{1,40})\.icr\.io$/.exec(host) ?? [];
  const region = REGIONS.find(({ name, formerName }) => [name, formerName].includes(label));
  return label === undefined || region === undefined ? undefined : `${prefix}${region.host}`;
}

/** Whether a host is a registry that this action logs in to, including the deprecated hosts. */
export function isRegistryHost(host: string): boolean {
  return isIcrHost(host) || REGIONS.some(({ deprecatedHost }) => deprecatedHost === host);
}

/** Whether a host, or its public host, is in the table of regions, so that its spelling is right. */
export function isTableHost(host: string): boolean {
  return REGIONS.some((region) => region.host === identifyRegistry(host));
}

/** Returns the private-network host of a registry for its public host. */
export function toPrivateHost(host: string): string {
  return `${PRIVATE}${host}`;
}

/** Returns the current public host for any host of a registry, see `Registry.id`. */
export function identifyRegistry(host: string): string {
  const deprecated = REGIONS.find(({ deprecatedHost }) => deprecatedHost === host);
  return deprecated?.host ?? (host.startsWith(PRIVATE) ? host.slice(PRIVATE.length) : host);
}
