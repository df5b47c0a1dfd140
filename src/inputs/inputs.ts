import { CLIENT_CHOICES } from '../clients/client.ts';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { MINT_NAMES } from '../minting/minted.ts';
import { REGISTRY_TOKEN_ID } from '../registry/registry-tokens.ts';
import { resolveRegistries } from '../registry/resolve-registries.ts';
import { checkCombinations } from './combinations.ts';
import { resolveIamUrl } from './iam-url.ts';
import { readAccountId, readServiceIds, readTrustedProfile } from './identities.ts';
import { findLeftovers } from './leftovers.ts';
import { readLifetime } from './lifetime.ts';
import type { Inputs } from './login-inputs.ts';
import { readInput } from './names.ts';
import { chooseSource, readSecrets, validateSecret } from './source.ts';
import { readBoolean, readChoice, readTimeout } from './values.ts';

/**
 * Reads and validates all inputs, before any network request. Secrets are masked before anything else.
 *
 * @throws ActionError that names the input, what is wrong with it and the fix, but never a value that may be a secret.
 */
export function readInputs(): Inputs {
  const secrets = readSecrets();
  const leftovers = findLeftovers(secrets.length > 0 || readInput('trusted-profile') !== undefined);
  const privateNetwork = readBoolean('private', false);
  const region = readInput('region') ?? '';
  const mint = readChoice('mint', ['none', ...MINT_NAMES], 'none');
  const profile = readTrustedProfile();
  const resolved = resolveRegistries(region, { privateNetwork });
  const inputs: Inputs = {
    ...resolved,
    notices: [...leftovers, ...resolved.notices],
    source: chooseSource(secrets, profile),
    profile,
    registryTokenId: readRegistryTokenId(),
    mint,
    serviceIds: readServiceIds(),
    access: readChoice('access', ['read', 'read-write'], 'read'),
    lifetime: readLifetime(mint),
    description: readInput('description'),
    revoke: readBoolean('revoke', true),
    client: readChoice('client', CLIENT_CHOICES, 'auto'),
    config: readChoice('config', ['shared', 'isolated'], 'shared'),
    logout: readBoolean('logout', true),
    onMissingCredentials: readChoice('on-missing-credentials', ['fail', 'skip'], 'fail'),
    accountId: readAccountId(),
    timeoutSeconds: readTimeout(),
    iamUrl: resolveIamUrl(readInput('iam-url'), privateNetwork),
    exportPassword: readBoolean('export-password', false),
  };
  secrets.forEach(validateSecret);
  checkCombinations(inputs);
  return inputs;
}

/** Reads the input `registry-token-id`. */
function readRegistryTokenId(): string | undefined {
  const value = readInput('registry-token-id');
  if (value !== undefined && !REGISTRY_TOKEN_ID.test(value)) {
    throw new ActionError('input-invalid', {
      problem: "The input `registry-token-id` isn't the ID of a registry token.",
      fix: 'Give the ID from the list of registry tokens (a UUID). To pass the value of a token, use `registry-token`.',
      link: LINKS.accessTokens,
    });
  }
  return value;
}
