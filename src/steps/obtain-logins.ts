import { warning } from '@actions/core';
import type { Authority } from '../credentials/authority.ts';
import type { Credential, Login } from '../credentials/credential.ts';
import { fetchRegistryToken } from '../credentials/registry-token.ts';
import type { Source } from '../credentials/source.ts';
import type { Http } from '../http/http.ts';
import { readClaims } from '../iam/claims.ts';
import type { Inputs } from '../inputs/login-inputs.ts';
import { mintCredentials } from '../minting/mint-credentials.ts';
import { isRevocable, type MintName } from '../minting/minted.ts';
import { mask } from '../runner/mask.ts';
import type { StateKeeper } from './saved-state.ts';

/** What is needed to get the credentials. */
export interface LoginOrigin {
  readonly inputs: Inputs;
  readonly source: Source;
  readonly http: Http;
  readonly authority: Authority;
  readonly state: StateKeeper;
}

/**
 * Gets the credential for every registry, and masks it: the one that was given, the value of an existing registry
 * token, or one that is minted for this job.
 *
 * @throws ActionError if a service refuses. What was minted by then is in the state.
 */
export async function obtainLogins(origin: LoginOrigin): Promise<readonly Login[]> {
  const { mint } = origin.inputs;
  const logins = mint === 'none' ? await obtainOne(origin) : await mintLogins(origin, mint);
  for (const { credential } of logins) {
    mask(credential.secret, credential.username);
  }
  return logins;
}

async function obtainOne(origin: LoginOrigin): Promise<readonly Login[]> {
  const { inputs, http, authority } = origin;
  const { registries, registryTokenId } = inputs;
  const credential =
    registryTokenId === undefined
      ? await useGiven(origin)
      : await fetchRegistryToken(
          http,
          registries[0].host,
          await authority.getToken(),
          registryTokenId,
        );
  return registries.map((registry) => ({ registry, credential }));
}

async function useGiven({ source, inputs, authority }: LoginOrigin): Promise<Credential> {
  const given = source.kind.credential(source);
  if (given.kind === 'exchanged') {
    const { value, claims } = await authority.getToken();
    const expiresAt = claims?.expiresAt;
    return { username: 'iambearer', secret: value, expiresAt, label: given.label };
  }
  const { credential } = given;
  const { expiresAt, label } = credential;
  if (expiresAt !== undefined && expiresAt.getTime() <= Date.now()) {
    const { label: name, input } = source.kind;
    warning(
      `By the clock of this machine, the ${name} in \`${input}\` expired at ${expiresAt.toISOString()}.`,
    );
  }
  return inputs.client === 'none' ? credential : { ...credential, label: `${label}, stored as is` };
}

async function mintLogins(origin: LoginOrigin, mint: MintName): Promise<readonly Login[]> {
  const { inputs, source, http, authority, state } = origin;
  const iamToken = await authority.getToken();
  if (isRevocable(mint) && inputs.revoke) {
    warnOfShortAuthority(source);
    if (source.secret !== '' && process.env['GITHUB_ACTION_PATH']) {
      // In composite actions, the inputs of the post step can differ (actions/runner#3514).
      state.update({ accessToken: iamToken.value });
    }
  }
  return mintCredentials(mint, inputs, { http, iamUrl: inputs.iamUrl, iamToken }, state);
}

/** Warns if the given access token, which the post step needs to revoke, expires first. */
function warnOfShortAuthority({ kind, secret }: Source): void {
  const expiresAt = kind.input === 'access-token' ? readClaims(secret)?.expiresAt : undefined;
  if (expiresAt !== undefined) {
    warning(
      `The access token expires at ${expiresAt.toISOString()}. If the job runs longer, the post step cannot revoke what is minted now. With \`api-key\`, it can.`,
    );
  }
}
