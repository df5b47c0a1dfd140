import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { RegistryTokenAccess } from '../registry/registry-tokens.ts';
import { type ResolvedRegistries, resolveRegistries } from '../registry/resolve-registries.ts';
import type { Source } from '../source/source.ts';
import { checkCombinations } from './combinations.ts';
import { resolveIamUrl } from './iam-url.ts';
import { type RegistryTokenLifetime, readRegistryTokenLifetime } from './lifetime.ts';
import { readInput } from './names.ts';
import { readSecrets, validateSecret } from './secret.ts';
import { readBoolean, readChoice, readSeconds } from './values.ts';

const TIMEOUT_SECONDS = { least: 1, most: 3600, byDefault: 60 };

/** Everything the login action was told. */
export interface Inputs extends ResolvedRegistries {
  /** `undefined` where no credential was given. */
  readonly source: Source | undefined;
  /** An existing registry token whose value is to be fetched. */
  readonly registryTokenId: string | undefined;
  readonly mint: 'none' | 'registry-token';
  readonly access: RegistryTokenAccess;
  readonly lifetime: RegistryTokenLifetime;
  readonly description: string | undefined;
  readonly revoke: boolean;
  readonly client: 'auto' | 'docker' | 'podman' | 'file' | 'none';
  readonly config: 'shared' | 'isolated';
  readonly logout: boolean;
  readonly onMissingCredentials: 'fail' | 'skip';
  readonly accountId: string | undefined;
  readonly timeoutSeconds: number;
  /** Without a slash at its end. */
  readonly iamUrl: string;
  readonly exportPassword: boolean;
}

/**
 * Reads and validates every input, before any network call. Secrets are masked first of all.
 *
 * @throws ActionError that names the input, what is wrong with it and the fix; never its value where it
 * may be a secret.
 */
export function readInputs(): Inputs {
  const sources = readSecrets();
  const privateNetwork = readBoolean('private', false);
  const region = readInput('region') ?? '';
  const inputs: Inputs = {
    ...resolveRegistries(region, { privateNetwork }),
    source: onlySource(sources),
    registryTokenId: readRegistryTokenId(),
    mint: readChoice('mint', ['none', 'registry-token'], 'none'),
    access: readChoice('access', ['read', 'read-write'], 'read'),
    lifetime: readRegistryTokenLifetime(),
    description: readInput('description'),
    revoke: readBoolean('revoke', true),
    client: readChoice('client', ['auto', 'docker', 'podman', 'file', 'none'], 'auto'),
    config: readChoice('config', ['shared', 'isolated'], 'shared'),
    logout: readBoolean('logout', true),
    onMissingCredentials: readChoice('on-missing-credentials', ['fail', 'skip'], 'fail'),
    accountId: readAccountId(),
    timeoutSeconds: readSeconds('timeout', TIMEOUT_SECONDS),
    iamUrl: resolveIamUrl(readInput('iam-url'), privateNetwork),
    exportPassword: readBoolean('export-password', false),
  };
  if (inputs.source !== undefined) {
    validateSecret(inputs.source);
  }
  checkCombinations(inputs);
  return inputs;
}

function onlySource(sources: readonly Source[]): Source | undefined {
  if (sources.length > 1) {
    const names = sources.map(({ kind }) => `\`${kind.input}\``).join(' and ');
    throw new ActionError('several-credentials', {
      problem: `The inputs ${names} were given together. A login uses exactly one credential.`,
      fix: 'Keep the one to log in with and remove the other.',
      link: LINKS.accessTokens,
    });
  }
  return sources[0];
}

/** IBM Cloud's account IDs have 32 hexadecimal digits. */
function readAccountId(): string | undefined {
  const value = readInput('account-id');
  if (value !== undefined && !/^[0-9a-f]{32}$/i.test(value)) {
    throw new ActionError('input-invalid', {
      problem: 'The input `account-id` is no ID of an IBM Cloud account.',
      fix: 'Give the 32 hexadecimal digits that `ibmcloud target` shows, or "Account settings" in the console.',
      link: LINKS.accessTokens,
    });
  }
  return value?.toLowerCase();
}

/** An ID becomes a part of a URL, so only what an ID consists of is let through. */
function readRegistryTokenId(): string | undefined {
  const value = readInput('registry-token-id');
  if (value !== undefined && !/^[\w-]{1,64}$/.test(value)) {
    throw new ActionError('input-invalid', {
      problem: 'The input `registry-token-id` is no ID of a registry token.',
      fix: 'Give the ID from the list of registry tokens (a UUID). The value of a token belongs in `registry-token`.',
      link: LINKS.accessTokens,
    });
  }
  return value;
}
