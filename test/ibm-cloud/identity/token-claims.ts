import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Identity } from './identities.ts';

/** Options for one access token. */
export interface AccessTokenOptions {
  /** The client that requested it. By default, `default`. */
  readonly clientId?: string;
  readonly grantType?: string;
  /** Omits the account, as in tokens that are not for platform services. */
  readonly omitAccount?: boolean;
  /** The actual caller, if the identity is an assumed profile. */
  readonly actor?: Identity;
  readonly expiresInSeconds?: number;
  readonly issuedInPastSeconds?: number;
}

const SUBJECT_TYPES = { 'service-id': 'ServiceId', profile: 'Profile' } as const;

/** The claims of an access token, except for its times. */
export function toClaims(identity: Identity, options: AccessTokenOptions): JWTPayload {
  const actor = options.actor ?? identity;
  return {
    ...describe(identity),
    id: identity.iamId,
    realmid: identity.kind === 'user' ? 'IBMid' : 'iam',
    jti: randomUUID(),
    identifier: identity.id.replace(/^IBMid-/, ''),
    authn: describe(actor),
    ...(options.omitAccount === true
      ? {}
      : { account: { valid: true, bss: identity.account.id, frozen: true } }),
    grant_type: options.grantType ?? 'urn:ibm:params:oauth:grant-type:apikey',
    scope: 'ibm openid',
    client_id: options.clientId ?? 'default',
    acr: 1,
    amr: ['pwd'],
  };
}

function describe(identity: Identity): Record<string, string> {
  const names = { iam_id: identity.iamId, name: identity.name };
  return identity.kind === 'user'
    ? { ...names, sub: 'user@example.com', email: 'user@example.com' }
    : { ...names, sub: identity.id, sub_type: SUBJECT_TYPES[identity.kind] };
}
