import { REGIONS } from './regions.ts';

const PRIVATE = 'private.';
// One label before icr.io: `dd0.us.icr.io` serves layers and isn't a registry.
const ICR_HOST = /^(?:private\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)?icr\.io$/;
/** The Entitled Registry, another product, and IBM's staging of it. */
const ENTITLED_HOST = /^(?:private\.)?cp\.(?:[a-z0-9-]{1,20}\.)?icr\.io$/;

/** Whether a host is one of IBM Cloud Container Registry, of a region that is newer than this version too. */
export function isIcrHost(host: string): boolean {
  return ICR_HOST.test(host) && !isEntitledHost(host) && findMeantHost(host) === undefined;
}

/** Whether a host is the Entitled Registry. */
export function isEntitledHost(host: string): boolean {
  return ENTITLED_HOST.test(host);
}

/** The registry that is meant by `us-south.icr.io`, with a region's name instead of its label. */
export function findMeantHost(host: string): string | undefined {
  const [, prefix = '', label] = /^(private\.)?([a-z0-9-]{1,40})\.icr\.io$/.exec(host) ?? [];
  const region = REGIONS.find(({ name, formerName }) => [name, formerName].includes(label));
  return label === undefined || region === undefined ? undefined : `${prefix}${region.host}`;
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
