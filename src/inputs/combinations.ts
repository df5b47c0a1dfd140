import { ActionError } from '../errors/action-error.ts';
import { isRevocable } from '../minting/minted.ts';
import type { Inputs } from './login-inputs.ts';
import { type InputName, readInput } from './names.ts';

/** Two inputs that do not work together. */
interface Conflict {
  readonly inputs: readonly [string, string];
  /** `needs` if the first one needs the second one. By default, they exclude each other. */
  readonly relation?: 'needs';
  readonly why: string;
  readonly fix: string;
}

/**
 * Refuses every combination of inputs that does not work, before any network request.
 *
 * @throws ActionError `conflicting-inputs` that names both inputs.
 */
export function checkCombinations(inputs: Inputs): void {
  const conflict =
    conflictOfSource(inputs) ??
    conflictOfAccount(inputs) ??
    conflictOfTokenId(inputs) ??
    conflictOfMint(inputs) ??
    conflictOfKey(inputs) ??
    conflictOfRevocation(inputs) ??
    conflictOfClient(inputs) ??
    conflictOfPassword(inputs);
  if (conflict !== undefined) {
    const [first, second] = conflict.inputs;
    throw new ActionError('conflicting-inputs', {
      problem: `\`${first}\` ${conflict.relation ?? 'does not work with'} \`${second}\`: ${conflict.why}`,
      fix: conflict.fix,
    });
  }
}

function isGiven(name: InputName): boolean {
  return readInput(name) !== undefined;
}

function conflictOfSource({ source, mint, accountId }: Inputs): Conflict | undefined {
  if (source === undefined) {
    return undefined;
  }
  const { input, label, authorize } = source.kind;
  if (authorize !== undefined) {
    return mint !== 'access-token' || source.kind.username !== 'iambearer'
      ? undefined
      : {
          inputs: [input, `mint: ${mint}`],
          why: `even without \`mint\`, an access token is stored.`,
          fix: `Remove \`mint\`, or set \`mint: api-key\`.`,
        };
  }
  const why = `a ${label} cannot get an IAM access token.`;
  const fix = `Use \`api-key\` or \`access-token\` instead of \`${input}\`, or remove the other input.`;
  if (mint !== 'none') {
    return { inputs: [input, `mint: ${mint}`], why, fix };
  }
  if (accountId !== undefined) {
    const unknown = `a ${label} does not say which account it belongs to.`;
    return { inputs: [input, 'account-id'], why: unknown, fix };
  }
  const useless = (['trusted-profile', 'registry-token-id', 'iam-url'] as const).find(isGiven);
  return useless === undefined ? undefined : { inputs: [input, useless], why, fix };
}

function conflictOfAccount({ profile, accountId }: Inputs): Conflict | undefined {
  const owner = profile?.accountId;
  return owner === undefined || accountId === undefined || owner === accountId
    ? undefined
    : {
        inputs: ['trusted-profile', 'account-id'],
        why: 'the CRN of the trusted profile names another account.',
        fix: 'Correct one of them, or remove `account-id`: the CRN already names the account.',
      };
}

function conflictOfTokenId(inputs: Inputs): Conflict | undefined {
  const { registryTokenId, mint, registries, exportPassword } = inputs;
  if (registryTokenId === undefined) {
    return undefined;
  }
  if (mint !== 'none') {
    return {
      inputs: ['registry-token-id', `mint: ${mint}`],
      why: 'the first uses an existing token, the second creates a new credential.',
      fix: 'Remove one of them.',
    };
  }
  if (exportPassword) {
    return conflictOfExport('registry-token-id');
  }
  return countRegistries(registries) === 1
    ? undefined
    : {
        inputs: ['registry-token-id', 'region'],
        why: 'a registry token belongs to one registry, and `region` lists several.',
        fix: 'Use one step for each region.',
      };
}

/** Counts registries, not hosts, because all hosts of a registry accept the same tokens. */
function countRegistries(registries: Inputs['registries']): number {
  return new Set(registries.map(({ id }) => id)).size;
}

/** Refuses inputs that the kind of `mint` ignores. Explicit defaults are fine, because wrappers pass on every input. */
function conflictOfMint({ mint, revoke }: Inputs): Conflict | undefined {
  if (mint === 'none') {
    const given = (['service-id', 'access', 'lifetime', 'description'] as const).find(isGiven);
    const useless = given ?? (revoke ? undefined : 'revoke: false');
    return useless === undefined
      ? undefined
      : {
          inputs: [useless, 'mint: none'],
          why: 'it applies to a minted credential only.',
          fix: `Remove \`${useless}\`, or set \`mint\` to what you want to mint.`,
        };
  }
  if (mint === 'access-token') {
    const given = (['lifetime', 'description'] as const).find(isGiven);
    const useless = given ?? (revoke ? undefined : 'revoke: false');
    if (useless !== undefined) {
      return {
        inputs: [useless, 'mint: access-token'],
        why: 'IAM decides when an access token expires. It has no description, and cannot be revoked.',
        fix: `Remove \`${useless}\`, or set \`mint: api-key\`.`,
      };
    }
  }
  if (mint !== 'api-key' && isGiven('service-id')) {
    return {
      inputs: ['service-id', `mint: ${mint}`],
      why: 'only API keys are created for a service ID.',
      fix: 'Remove `service-id`, or set `mint: api-key`.',
    };
  }
  return mint !== 'registry-token' && isGiven('access')
    ? {
        inputs: ['access', `mint: ${mint}`],
        why: 'the IAM roles of its identity decide what it can do.',
        fix: 'Remove `access`, and assign the identity Reader to pull, or a role that can push.',
      }
    : undefined;
}

function conflictOfKey({ mint, serviceIds, lifetime }: Inputs): Conflict | undefined {
  if (mint !== 'api-key') {
    return undefined;
  }
  if (serviceIds.length === 0) {
    return {
      inputs: ['mint: api-key', 'service-id'],
      relation: 'needs',
      why: 'the key is created for a service ID.',
      fix: 'Set `service-id` to a service ID that has only the roles that the job needs. `ibmcloud iam service-ids` lists them.',
    };
  }
  return lifetime.milliseconds === undefined
    ? {
        inputs: ['lifetime: never', 'mint: api-key'],
        why: 'a key for one job must expire, even if nothing revokes it.',
        fix: 'Set `lifetime` to a time, for example `6h`.',
      }
    : undefined;
}

function conflictOfRevocation({ mint, logout, revoke }: Inputs): Conflict | undefined {
  return isRevocable(mint) && !logout && revoke
    ? {
        inputs: ['logout: false', `mint: ${mint}`],
        why: 'the login would stay, but its credential is revoked when the job ends.',
        fix: 'Remove `logout: false`, or add `revoke: false` to keep the credential too.',
      }
    : undefined;
}

function conflictOfClient(inputs: Inputs): Conflict | undefined {
  const { client, config, mint, registryTokenId, exportPassword, logout, source } = inputs;
  if (client !== 'none') {
    return undefined;
  }
  if (registryTokenId !== undefined) {
    return {
      inputs: ['client: none', 'registry-token-id'],
      why: 'the token would be fetched, but not used.',
      fix: 'Remove `registry-token-id` or `client: none`.',
    };
  }
  if (mint !== 'none' && !exportPassword) {
    return {
      inputs: ['client: none', `mint: ${mint}`],
      why: 'the credential would be minted, but not used.',
      fix: 'Add `export-password: true` to get it as an output, or remove `client: none`.',
    };
  }
  if (source?.kind.credential(source).kind === 'exchanged' && !exportPassword) {
    return {
      inputs: ['client: none', 'trusted-profile'],
      why: 'the token of the profile would not be used.',
      fix: 'Add `export-password: true` to get it as an output, or remove `client: none`.',
    };
  }
  if (config === 'isolated') {
    return {
      inputs: ['client: none', 'config: isolated'],
      why: 'without a client there is no login, so no config is needed.',
      fix: 'Remove `config: isolated` or `client: none`.',
    };
  }
  return logout
    ? undefined
    : {
        inputs: ['client: none', 'logout: false'],
        why: 'without a client there is no login to keep.',
        fix: 'Remove `logout: false` or `client: none`.',
      };
}

function conflictOfPassword(inputs: Inputs): Conflict | undefined {
  const { exportPassword, mint, registries, source } = inputs;
  if (!exportPassword) {
    return undefined;
  }
  const isStored = source?.kind.credential(source).kind === 'stored';
  if (mint === 'none' && isStored) {
    return conflictOfExport('mint: none');
  }
  return mint === 'registry-token' && countRegistries(registries) > 1
    ? {
        inputs: ['export-password', 'region'],
        why: 'each registry needs its own registry token, and there is only one output.',
        fix: 'Use one step for each region.',
      }
    : undefined;
}

function conflictOfExport(other: string): Conflict {
  return {
    inputs: ['export-password', other],
    why: 'only a credential that this step creates becomes an output, never the secret that you pass.',
    fix: 'Set `mint`, or use the secret itself where you need it.',
  };
}
