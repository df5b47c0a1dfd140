import type { Credential } from '../credential/credential.ts';
import { RegistryTokens } from '../registry/registry-tokens.ts';
import type { Session } from '../session.ts';
import { registryToken } from '../source/registry-token.ts';

/** Fetches the value of an existing registry token. */
export async function fetchRegistryToken(session: Session, id: string): Promise<Credential> {
  const [{ host }] = session.inputs.registries;
  const secret = await new RegistryTokens(session.http, host, await session.iamToken()).get(id);
  return {
    username: registryToken.username,
    secret,
    expiresAt: registryToken.expiresAt(secret),
    label: `the registry token ${id}, fetched for this job`,
  };
}
