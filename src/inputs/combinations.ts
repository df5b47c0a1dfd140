import { ActionError } from '../errors/action-error.ts';
import { isRevocable } from '../minting/names.ts';
import type { Inputs } from './login-inputs.ts';
import { type InputName, readInput } from './names.ts';

/** Two inputs that make no sense together. */
interface Conflict {
  readonly inputs: readonly [string, string];
  readonly why: string;
  readonly fix: string;
}

/**
 * Refuses every combination of inputs that makes no sense, before any network call.
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
      problem: `The inputs \`${first}\` and \`${second}\` contradict each other: ${conflict.why}`,
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
          why: `what is stored without \`mint\` is an access token already: nothing has to be minted.`,
          fix: `Remove \`mint\`, or choose \`mint: api-key\`.`,
        };
  }
  const why = `a ${label} cannot get an IAM access token.`;
  const fix = `Give \`api-key\` or \`access-token\` instead of \`${input}\`, or remove the other input.`;
  if (mint !== 'none') {
    return { inputs: [input, `mint: ${mint}`], why, fix };
  }
  if (accountId !== undefined) {
    const unknown = `the account of a ${label} cannot be known.`;
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
        fix: 'Correct one of them.',
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
      why: 'one uses an existing token, the other makes a new credential.',
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
        why: 'a registry token belongs to one registry, and several were given.',
        fix: 'Use one step for each region.',
      };
}

/** Hosts of one registry share its tokens. */
function countRegistries(registries: Inputs['registries']): number {
  return new Set(registries.map(({ id }) => id)).size;
}

/** What an input is about; said aloud, the default does no harm: wrappers hand every input on. */
function conflictOfMint({ mint, revoke }: Inputs): Conflict | undefined {
  if (mint === 'none') {
    const given = (['service-id', 'access', 'lifetime', 'description'] as const).find(isGiven);
    const useless = given ?? (revoke ? undefined : 'revoke: false');
    return useless === undefined
      ? undefined
      : {
          inputs: [useless, 'mint: none'],
          why: 'the first is about a credential that is minted, and none is.',
          fix: `Remove \`${useless}\`, or choose what to mint.`,
        };
  }
  if (mint === 'access-token') {
    const given = (['lifetime', 'description'] as const).find(isGiven);
    const useless = given ?? (revoke ? undefined : 'revoke: false');
    if (useless !== undefined) {
      return {
        inputs: [useless, 'mint: access-token'],
        why: 'IAM decides how long an access token lives and what it carries, and cannot revoke one.',
        fix: `Remove \`${useless}\`, or mint something else.`,
      };
    }
  }
  if (mint !== 'api-key' && isGiven('service-id')) {
    return {
      inputs: ['service-id', `mint: ${mint}`],
      why: 'only an API key is made for a service ID.',
      fix: 'Remove `service-id`, or choose `mint: api-key`.',
    };
  }
  return mint !== 'registry-token' && isGiven('access')
    ? {
        inputs: ['access', `mint: ${mint}`],
        why: 'what it may do is decided by the IAM policies of its identity: the role Reader to pull, Writer to push.',
        fix: 'Remove `access`.',
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
      why: 'the key is made for a service ID, and none was given.',
      fix: 'Give the ID of a service ID that has only the roles that the job needs (`ibmcloud iam service-ids`).',
    };
  }
  return lifetime.milliseconds === undefined
    ? {
        inputs: ['lifetime: never', 'mint: api-key'],
        why: 'a key for one job always ends, even if nothing revokes it.',
        fix: 'Give a time such as `6h`.',
      }
    : undefined;
}

function conflictOfRevocation({ mint, logout, revoke }: Inputs): Conflict | undefined {
  return isRevocable(mint) && !logout && revoke
    ? {
        inputs: ['logout: false', `mint: ${mint}`],
        why: 'the login would stay, with a credential that is revoked at the end of the job.',
        fix: 'Remove `logout: false`, or add `revoke: false` to keep the credential alive as well.',
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
      why: 'the token would be fetched and written nowhere.',
      fix: 'Remove `registry-token-id`, or choose a client.',
    };
  }
  if (mint !== 'none' && !exportPassword) {
    return {
      inputs: ['client: none', `mint: ${mint}`],
      why: 'the minted credential would be written nowhere.',
      fix: 'Add `export-password: true`, or choose a client.',
    };
  }
  if (source?.kind.credential(source).kind === 'exchanged' && !exportPassword) {
    return {
      inputs: ['client: none', 'trusted-profile'],
      why: 'the token of the profile would be written nowhere.',
      fix: 'Add `export-password: true`, or choose a client.',
    };
  }
  if (config === 'isolated') {
    return {
      inputs: ['client: none', 'config: isolated'],
      why: 'nothing is logged in, so no config is needed for it.',
      fix: 'Remove `config: isolated`, or choose a client.',
    };
  }
  return logout
    ? undefined
    : {
        inputs: ['client: none', 'logout: false'],
        why: 'nothing is logged in, so there is nothing to keep.',
        fix: 'Remove `logout: false`, or choose a client.',
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
        why: 'each registry has a registry token of its own, and there is one output.',
        fix: 'Use one step for each region.',
      }
    : undefined;
}

function conflictOfExport(other: string): Conflict {
  return {
    inputs: ['export-password', other],
    why: 'only a credential that this step made becomes an output, never the secret it was given.',
    fix: 'Choose what to mint, or use the secret itself where you need it.',
  };
}
