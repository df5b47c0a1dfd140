import type { Source } from '../credentials/source.ts';
import type { Registry } from '../registry/registry.ts';
import { resolveRegistries } from '../registry/resolve-registries.ts';
import { resolveIamUrl } from './iam-url.ts';
import { readTrustedProfile } from './identities.ts';
import { readInput } from './names.ts';
import { chooseSource, readSecrets, validateSecret } from './source.ts';
import { readTimeout } from './values.ts';

/** All inputs of the action `logout`. */
export interface LogoutInputs {
  /** `undefined` for all registries that the job has logged in to. */
  readonly registries: readonly Registry[] | undefined;
  /** The source to revoke with; `undefined` if none was given. */
  readonly source: Source | undefined;
  readonly timeoutSeconds: number;
  /** Without a trailing slash. */
  readonly iamUrl: string;
}

/**
 * Reads and validates all inputs of `logout`, before anything is undone. Secrets are masked before anything else.
 *
 * @throws ActionError that names the input, what is wrong with it and the fix.
 */
export function readLogoutInputs(): LogoutInputs {
  const secrets = readSecrets(['api-key', 'access-token']);
  const region = readInput('region');
  const inputs = {
    registries:
      region === undefined
        ? undefined
        : resolveRegistries(region, { privateNetwork: false }).registries,
    timeoutSeconds: readTimeout(),
    iamUrl: resolveIamUrl(readInput('iam-url'), false),
  };
  const source = chooseSource(secrets, readTrustedProfile());
  secrets.forEach(validateSecret);
  return { ...inputs, source };
}
