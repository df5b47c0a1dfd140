import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { Inputs } from './inputs.ts';
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
    conflictOfTokenId(inputs) ??
    conflictOfMint(inputs) ??
    conflictOfClient(inputs) ??
    conflictOfPassword(inputs);
  if (conflict !== undefined) {
    const [first, second] = conflict.inputs;
    throw new ActionError('conflicting-inputs', {
      problem: `The inputs \`${first}\` and \`${second}\` contradict each other: ${conflict.why}`,
      fix: conflict.fix,
      link: LINKS.workflowSyntax,
    });
  }
}

function isGiven(name: InputName): boolean {
  return readInput(name) !== undefined;
}

function conflictOfSource({ source, mint, accountId }: Inputs): Conflict | undefined {
  if (source === undefined || source.kind.authorize !== undefined) {
    return undefined;
  }
  const { input, label } = source.kind;
  const why = `a ${label} cannot get an IAM access token.`;
  const fix = `Give \`api-key\` or \`access-token\` instead of \`${input}\`, or remove the other input.`;
  if (mint !== 'none') {
    return { inputs: [input, `mint: ${mint}`], why, fix };
  }
  if (accountId !== undefined) {
    const unknown = `the account of a ${label} cannot be known.`;
    return { inputs: [input, 'account-id'], why: unknown, fix };
  }
  const useless = (['registry-token-id', 'iam-url'] as const).find(isGiven);
  return useless === undefined ? undefined : { inputs: [input, useless], why, fix };
}

function conflictOfTokenId({ registryTokenId, mint, registries }: Inputs): Conflict | undefined {
  if (registryTokenId === undefined) {
    return undefined;
  }
  if (mint !== 'none') {
    return {
      inputs: ['registry-token-id', `mint: ${mint}`],
      why: 'one uses an existing token, the other makes a new one.',
      fix: 'Remove one of them.',
    };
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

function conflictOfMint({ mint, logout, revoke }: Inputs): Conflict | undefined {
  if (mint === 'none') {
    const given = (['access', 'lifetime', 'description'] as const).find(isGiven);
    // Said aloud, the default does no harm: wrappers hand every input on.
    const useless = given ?? (revoke ? undefined : 'revoke: false');
    return useless === undefined
      ? undefined
      : {
          inputs: [useless, 'mint: none'],
          why: 'the first is about a credential that is minted, and none is.',
          fix: `Remove \`${useless}\`, or choose what to mint.`,
        };
  }
  if (!logout && revoke) {
    return {
      inputs: ['logout: false', `mint: ${mint}`],
      why: 'the login would stay, with a credential that is revoked at the end of the job.',
      fix: 'Remove `logout: false`, or add `revoke: false` to keep the credential alive as well.',
    };
  }
  return undefined;
}

function conflictOfClient(inputs: Inputs): Conflict | undefined {
  const { client, config, mint, registryTokenId, exportPassword, logout } = inputs;
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

function conflictOfPassword({ exportPassword, mint, registries }: Inputs): Conflict | undefined {
  if (!exportPassword) {
    return undefined;
  }
  if (mint === 'none') {
    return {
      inputs: ['export-password', 'mint: none'],
      why: 'only a credential that this step made becomes an output, never the secret it was given.',
      fix: 'Choose what to mint, or use the secret itself where you need it.',
    };
  }
  return countRegistries(registries) > 1
    ? {
        inputs: ['export-password', 'region'],
        why: 'each registry has a registry token of its own, and there is one output.',
        fix: 'Use one step for each region.',
      }
    : undefined;
}
