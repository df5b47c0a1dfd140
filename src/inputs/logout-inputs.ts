import type { Source } from '../credentials/source.ts';
import type { Registry } from '../registry/registry.ts';
import { resolveRegistries } from '../registry/resolve-registries.ts';
import { resolveIamUrl } from './iam-url.ts';
import { readTrustedProfile } from './identities.ts';
import { TIMEOUT_SECONDS } from './inputs.ts';
import { readInput } from './names.ts';
import { readSecrets, validateSecret } from './secret.ts';
import { chooseSource } from './source.ts';
import { readSeconds } from './values.ts';

/** Everything the action `logout` was told. */
export interface LogoutInputs {
  /** `undefined` for all that the job has logged in to. */
  readonly registries: readonly Registry[] | undefined;
  /** What to revoke with; `undefined` where nothing was given. */
  readonly source: Source | undefined;
  readonly timeoutSeconds: number;
  /** Without a slash at its end. */
  readonly iamUrl: string;
}

/**
 * Reads and validates every input of `logout`, before anything is undone. Secrets are masked first of all.
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
    timeoutSeconds: readSeconds('timeout', TIMEOUT_SECONDS),
    iamUrl: resolveIamUrl(readInput('iam-url'), false),
  };
  const source = chooseSource(secrets, readTrustedProfile());
  secrets.forEach(validateSecret);
  return { ...inputs, source };
}
