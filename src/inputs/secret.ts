import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { mask } from '../runner/mask.ts';
import type { SecretKind } from '../source/source.ts';
import { SOURCE_KINDS } from '../source/source-kinds.ts';
import { readInput } from './names.ts';

/** A secret as it was given. */
export interface GivenSecret {
  readonly kind: SecretKind;
  readonly secret: string;
}

/**
 * Reads every secret that was given and masks it in each of its forms, before anything else can fail or
 * print.
 */
export function readSecrets(): readonly GivenSecret[] {
  return SOURCE_KINDS.flatMap((kind) => {
    const text = readInput(kind.input);
    if (text === undefined) {
      return [];
    }
    const secret = kind.clean(text);
    // One that was torn apart while pasting is refused below, but its parts are still secret. They are masked
    // one by one: the runner would mask each line of a longer value, down to a single brace.
    for (const part of secret.split(/\s+/)) {
      mask(part, kind.username);
    }
    return [{ kind, secret }];
  });
}

/**
 * Refuses a secret that cannot be what its input says. The message never repeats it.
 *
 * @throws ActionError `token-invalid`
 */
export function validateSecret({ kind, secret }: GivenSecret): void {
  const rejection = /\s/.test(secret) ? innerWhiteSpace(kind) : kind.reject(secret);
  if (rejection !== undefined) {
    throw new ActionError('token-invalid', { ...rejection, link: LINKS.accessTokens });
  }
}

function innerWhiteSpace({ input }: SecretKind): { problem: string; fix: string } {
  return {
    problem: `The secret in \`${input}\` has white space inside.`,
    fix: 'Store the value again, in one line and with nothing else in it.',
  };
}
