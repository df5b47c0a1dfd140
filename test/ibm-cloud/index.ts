/*
 * A double of IBM Cloud: IAM and Container Registry on loopback, under their real host names.
 *
 *   const cloud = await startIbmCloud();
 *   const account = cloud.createAccount();
 *   const user = cloud.createUser({ account, role: 'Manager' });
 *   cloud.createNamespace({ account, registry: 'us-south', name: 'example' });
 *   await cloud.seedImage('us-south', 'example/app', '1');
 *   // … start any client with { ...process.env, ...cloud.env } and user.apiKey …
 *   await cloud.stop();
 *
 * The folders: `control` is how a test changes and observes the double, `network` how clients reach it,
 * `identity` the accounts and identities, `iam` and `registry` the two services, and `images` the image
 * store behind `/v2/`.
 */

export type { Clock } from './clock.ts';
export type {
  CredentialArrangement,
  SeededCredential,
  SeedKeyOptions,
  SeedTokenOptions,
} from './control/arrange-credentials.ts';
export type {
  IdentityArrangement,
  NewNamespace,
  NewProfile,
  NewServiceId,
} from './control/arrange-identities.ts';
export { HOSTILE_TEXT } from './control/fabricate.ts';
export type { ActiveFault, Fault, FaultRule } from './control/faults.ts';
export type { Ledger, LedgerEntry } from './control/ledger.ts';
export type { Moment, MomentCallback, Removable } from './control/moments.ts';
export type {
  AccountReference,
  IdentityReference,
  Keyholder,
  NewIdentity,
  ProfileReference,
  ServiceIdReference,
} from './control/references.ts';
export type { RequestMatch, RequestRecord } from './control/request-log.ts';
export { REGISTRIES, type RegistryHosts } from './hosts.ts';
export type { MetadataOptions, MetadataService } from './iam/metadata.ts';
export type { IbmCloud, IbmCloudOptions } from './ibm-cloud.ts';
export type { LeakAction, Replication } from './identity/api-key.ts';
export type { Account, Role } from './identity/identities.ts';
export type { AccessTokenOptions } from './identity/token-claims.ts';
export { hasDistribution } from './images/distribution.ts';
export type { ImageStoreKind } from './images/image-store.ts';
export type { Tunnel } from './network/proxy.ts';
export { startIbmCloud } from './start.ts';
