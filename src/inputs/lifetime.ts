import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { readInput } from './names.ts';

/** How long a registry token may live: IBM's service knows no other values. */
export type RegistryTokenLifetime = '24h' | 'never';

/**
 * Reads the input `lifetime` for registry tokens.
 *
 * @throws ActionError `input-invalid`
 */
export function readRegistryTokenLifetime(): RegistryTokenLifetime {
  const value = readInput('lifetime') ?? '24h';
  if (value !== '24h' && value !== 'never') {
    throw new ActionError('input-invalid', {
      problem: 'The input `lifetime` has a value that registry tokens cannot have.',
      fix: 'A registry token lives `24h` (the default) or, with `lifetime: never`, until it is revoked.',
      link: LINKS.accessTokens,
    });
  }
  return value;
}
