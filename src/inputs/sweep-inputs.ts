import type { Source } from '../credentials/source.ts';
import { ActionError } from '../errors/action-error.ts';
import { type Lifetime, parseLifetime } from '../minting/lifetime.ts';
import { REVOCABLE_MINTS, type RevocableMint } from '../minting/minted.ts';
import { resolveRegistries } from '../registry/resolve-registries.ts';
import { resolveIamUrl } from './iam-url.ts';
import { readAccountId, readServiceIds, readTrustedProfile } from './identities.ts';
import { explainMissingCredentials } from './missing-credentials.ts';
import { readInput } from './names.ts';
import { chooseSource, readSecrets, validateSecret } from './source.ts';
import { invalidInput, readBoolean, readChoice, readTimeout } from './values.ts';

/** All inputs of the action `sweep`. */
export interface SweepInputs {
  readonly source: Source;
  readonly kind: RevocableMint;
  /** Where to search: the IAM IDs of service IDs, or registry hosts. */
  readonly places: readonly string[];
  /** The age from which a credential is due; `undefined` for the lifetime that its own mark names. */
  readonly olderThan: Lifetime | undefined;
  readonly dryRun: boolean;
  readonly accountId: string | undefined;
  readonly timeoutSeconds: number;
  /** Without a trailing slash. */
  readonly iamUrl: string;
}

/**
 * Reads and validates all inputs of `sweep`, before any network request. Secrets are masked before anything else.
 *
 * @throws ActionError that names the input, what is wrong with it and the fix.
 */
export function readSweepInputs(): SweepInputs {
  const secrets = readSecrets(['api-key', 'access-token']);
  const profile = readTrustedProfile();
  const kind = readChoice('kind', REVOCABLE_MINTS, 'api-key');
  const inputs = {
    kind,
    places: readPlaces(kind),
    olderThan: readOlderThan(),
    dryRun: readBoolean('dry-run', false),
    accountId: readAccountId(),
    timeoutSeconds: readTimeout(),
    iamUrl: resolveIamUrl(readInput('iam-url'), false),
  };
  const source = chooseSource(secrets, profile);
  if (source === undefined) {
    throw explainMissingCredentials(process.env, {
      profileId: profile?.id,
      inputs: ['api-key', 'access-token'],
      otherwise:
        'Run the sweep on `schedule:` or `workflow_dispatch:`, because those runs get secrets.',
    });
  }
  secrets.forEach(validateSecret);
  return { ...inputs, source };
}

/** For each kind, the input that says where to search, and the one that does so for the other kind. */
const PLACE_INPUTS = {
  'api-key': { own: 'service-id', other: 'region' },
  'registry-token': { own: 'region', other: 'service-id' },
} as const;

const WHERE = 'Set `service-id` to sweep API keys, or `region` to sweep registry tokens.';

function readPlaces(kind: RevocableMint): readonly string[] {
  const { own, other } = PLACE_INPUTS[kind];
  if (readInput(other) !== undefined) {
    throw new ActionError('conflicting-inputs', {
      problem: `\`${other}\` does not work with \`kind: ${kind}\`: \`${own}\` says where to look.`,
      fix: WHERE,
    });
  }
  if (kind === 'api-key') {
    const serviceIds = readServiceIds();
    if (serviceIds.length === 0) {
      throw nowhere(own);
    }
    return serviceIds;
  }
  const text = readInput(own);
  if (text === undefined) {
    throw nowhere(own);
  }
  const { registries } = resolveRegistries(text, { privateNetwork: false });
  const hosts = new Map(registries.toReversed().map(({ id, host }) => [id, host]));
  return [...hosts.values()];
}

/** An unset variable makes the input empty, or a single comma. That must not look like a sweep that found nothing. */
function nowhere(input: string): ActionError {
  return new ActionError('input-invalid', {
    problem: `The input \`${input}\` is empty, so there is nothing to sweep.`,
    fix: WHERE,
  });
}

function readOlderThan(): Lifetime | undefined {
  const text = readInput('older-than');
  const age = text === undefined ? undefined : parseLifetime(text);
  if (text !== undefined && age === undefined) {
    throw invalidInput(
      'older-than',
      text,
      'Use minutes, hours or days, for example `90m`, `6h` or `7d`.',
    );
  }
  return age;
}
