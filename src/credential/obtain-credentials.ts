import { warning } from '@actions/core';
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
  const { mint, registryTokenId, registries } = session.inputs;
  if (mint === 'none' && registryTokenId === undefined) {
    const credential = useGiven(session);
    return registries.map((registry) => ({ registry, credential }));
  }
  const { fetchRegistryToken, mintRegistryTokens } = await import('../mint/minting.ts');
  if (registryTokenId === undefined) {
    return mintRegistryTokens(session);
  }
  const credential = await fetchRegistryToken(session, registryTokenId);
  return registries.map((registry) => ({ registry, credential }));
}

function useGiven({ source, inputs }: Session): Credential {
  const { kind, secret } = source;
  const expiresAt = kind.expiresAt(secret);
  if (expiresAt !== undefined && expiresAt.getTime() <= Date.now()) {
    warning(
      `By the clock of this machine, the ${kind.label} in \`${kind.input}\` ended at ${expiresAt.toISOString()}.`,
    );
  }
  return {
    username: kind.username,
    secret,
    expiresAt,
    label: `the ${kind.label} that was given${inputs.client === 'none' ? '' : ', stored as it is'}`,
  };
}
