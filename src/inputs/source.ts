import type { Source } from '../credentials/source.ts';
import { SECRETLESS_KIND } from '../credentials/source-kinds.ts';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { TrustedProfile } from '../iam/trusted-profile.ts';
import { isUntrustedRun } from './missing-credentials.ts';
import type { GivenSecret } from './secret.ts';

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
      fix: 'Keep the one to log in with and remove the other.',
      link: LINKS.accessTokens,
    });
  }
  return { ...first, profile };
}
