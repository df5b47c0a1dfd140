import { warning } from '@actions/core';
import { fetchRegistryToken } from '../mint/fetch-registry-token.ts';
import { mintCredentials } from '../mint/mint-credentials.ts';
import type { Registry } from '../registry/registry.ts';
import type { Session } from '../session.ts';
import type { Credential } from './credential.ts';

/** What to log in to, and with what. */
export interface Login {
  readonly registry: Registry;
  readonly credential: Credential;
}

/**
 * Gets the credential for every registry: the one that was given, the value of an existing registry token,
 * or what is minted for this job.
 *
 * @throws ActionError as the services refuse; what was minted until then stands in the state.
 */
export async function obtainCredentials(session: Session): Promise<readonly Login[]> {
  const { mint, registryTokenId } = session.inputs;
  if (registryTokenId !== undefined) {
    return logInWith(session, await fetchRegistryToken(session, registryTokenId));
  }
  if (mint === 'none') {
    return logInWith(session, await useGiven(session));
  }
  return mintCredentials(session, mint);
}

function logInWith({ inputs }: Session, credential: Credential): readonly Login[] {
  return inputs.registries.map((registry) => ({ registry, credential }));
}

async function useGiven({ source, inputs, iamToken }: Session): Promise<Credential> {
  const given = source.kind.credential(source);
  if (given.kind === 'exchanged') {
    const { value, claims } = await iamToken();
    const expiresAt = claims?.expiresAt;
    return { username: 'iambearer', secret: value, expiresAt, label: given.label };
  }
  const { credential } = given;
  const { expiresAt, label } = credential;
  if (expiresAt !== undefined && expiresAt.getTime() <= Date.now()) {
    const { label: name, input } = source.kind;
    warning(
      `By the clock of this machine, the ${name} in \`${input}\` ended at ${expiresAt.toISOString()}.`,
    );
  }
  return inputs.client === 'none'
    ? credential
    : { ...credential, label: `${label}, stored as it is` };
}
