import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { type Lifetime, parseLifetime } from '../minting/lifetime.ts';
import type { MintName } from '../minting/minted.ts';
import { readInput } from './names.ts';
import { invalidInput } from './values.ts';

/** The longest time that a job can run on a GitHub-hosted runner. */
const KEY_LIFETIME = '6h';
const NEVER: Lifetime = { text: 'never', milliseconds: undefined };
const DAY: Lifetime = { text: '24h', milliseconds: 24 * 60 * 60_000 };

/**
 * Reads the input `lifetime` for the credential to mint.
 *
 * @returns `never` if nothing is minted, or if the lifetime cannot be chosen.
 * @throws ActionError `input-invalid`
 */
export function readLifetime(mint: 'none' | MintName): Lifetime {
  switch (mint) {
    case 'api-key':
      return readKeyLifetime();
    case 'registry-token':
      return readTokenLifetime();
    default:
      return NEVER;
  }
}

function readKeyLifetime(): Lifetime {
  const text = readInput('lifetime') ?? KEY_LIFETIME;
  const lifetime = text === NEVER.text ? NEVER : parseLifetime(text);
  if (lifetime === undefined) {
    throw invalidInput(
      'lifetime',
      text,
      `Use minutes, hours or days, at least one minute: \`90m\`, \`${KEY_LIFETIME}\` (the default), \`7d\`.`,
    );
  }
  return lifetime;
}

/** IBM's service supports only these two lifetimes. */
function readTokenLifetime(): Lifetime {
  const text = readInput('lifetime') ?? DAY.text;
  const lifetime = [DAY, NEVER].find((candidate) => candidate.text === text);
  if (lifetime === undefined) {
    throw new ActionError('input-invalid', {
      problem: 'The input `lifetime` has a value that registry tokens cannot have.',
      fix: 'A registry token is valid for `24h` (the default) or, with `lifetime: never`, until it is revoked.',
      link: LINKS.accessTokens,
    });
  }
  return lifetime;
}
