import {
  type Rejection,
  SECRET_INPUTS,
  type SecretInput,
  type SecretKind,
  type Source,
} from '../credentials/source.ts';
import { SECRETLESS_KIND, SOURCE_KINDS } from '../credentials/source-kinds.ts';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { readClaims } from '../iam/claims.ts';
import type { TrustedProfile } from '../iam/trusted-profile.ts';
import { hide, mask } from '../runner/mask.ts';
import { findMistake } from '../text/mistake.ts';
import { isUntrustedRun } from './missing-credentials.ts';
import { readInput } from './names.ts';

/** A secret from an input. */
export interface GivenSecret {
  readonly kind: SecretKind;
  readonly secret: string;
}

/**
 * Reads all secrets that were given and masks them in all forms, before anything else can fail or print.
 *
 * @param inputs the inputs for secrets that the action has.
 */
export function readSecrets(
  inputs: readonly SecretInput[] = SECRET_INPUTS,
): readonly GivenSecret[] {
  return SOURCE_KINDS.filter(({ input }) => inputs.includes(input)).flatMap((kind) => {
    const text = readInput(kind.input);
    if (text === undefined) {
      return [];
    }
    const secret = kind.clean(text);
    // A secret with whitespace inside is refused below, but its parts are still secret. Each is masked separately,
    // because the runner would mask every line of a longer value, even a single brace.
    for (const part of secret.split(/\s+/)) {
      mask(part, kind.username);
    }
    return [{ kind, secret }];
  });
}

/** Keeps the secret inputs of a post step from child processes. The runner has evaluated and masked them again. */
export function hideSecrets(): void {
  for (const { input, clean } of SOURCE_KINDS) {
    const text = readInput(input) ?? '';
    hide(text);
    hide(clean(text));
  }
}

/**
 * Refuses a secret that cannot be what its input says. The message never repeats it.
 *
 * @throws ActionError `token-invalid`
 */
export function validateSecret({ kind, secret }: GivenSecret): void {
  const rejection = /\s/.test(secret)
    ? innerWhiteSpace(kind, secret)
    : (rejectEntitlementKey(kind, secret) ?? kind.reject(secret));
  if (rejection !== undefined) {
    throw new ActionError('token-invalid', { ...rejection, link: LINKS.accessTokens });
  }
}

/** An entitlement key for IBM's software is a JSON Web Token too, but not a credential of IBM Cloud. */
function rejectEntitlementKey({ input }: SecretKind, secret: string): Rejection | undefined {
  return readClaims(secret)?.issuer === 'IBM Marketplace'
    ? {
        problem: `The input \`${input}\` contains an entitlement key for IBM software, which works only with cp.icr.io.`,
        fix: 'Use an IBM Cloud API key here. For entitled software, use docker/login-action alongside this action, with the username `cp`.',
      }
    : undefined;
}

function innerWhiteSpace({ input }: SecretKind, secret: string): Rejection {
  const fix = 'Store the value again, on one line and with nothing else.';
  const mistake = findMistake(secret);
  return {
    problem: `The secret in \`${input}\` contains whitespace.`,
    fix: mistake === undefined ? fix : `${mistake} ${fix}`,
  };
}

/**
 * Chooses the source from the inputs.
 *
 * @returns `undefined` if nothing was given that can be used. A trusted profile on its own is not used for the code of
 * a fork or of Dependabot, because it would give that code the identity of the runner.
 * @throws ActionError `several-credentials` that names them.
 */
export function chooseSource(
  secrets: readonly GivenSecret[],
  profile: TrustedProfile | undefined,
): Source | undefined {
  const [first, ...others] = secrets;
  if (first === undefined) {
    return profile === undefined || isUntrustedRun()
      ? undefined
      : { kind: SECRETLESS_KIND, secret: '', profile };
  }
  if (others.length > 0) {
    const names = secrets.map(({ kind }) => `\`${kind.input}\``).join(' and ');
    throw new ActionError('several-credentials', {
      problem: `The inputs ${names} were given together. A login uses exactly one credential.`,
      fix: 'Keep the one that you want to log in with, and remove the rest.',
      link: LINKS.accessTokens,
    });
  }
  return { ...first, profile };
}
