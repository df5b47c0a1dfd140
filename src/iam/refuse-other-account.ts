import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { IamToken } from './iam.ts';
import { accountMismatch } from './iam-error.ts';

/**
 * Refuses a credential of another account.
 *
 * @param accountId the input `account-id`.
 * @throws ActionError `account-mismatch`, or `account-unknown` if the token does not say which account it is for.
 */
export function refuseOtherAccount({ claims }: IamToken, accountId: string): void {
  const actual = claims?.accountId?.toLowerCase();
  if (actual === undefined) {
    throw new ActionError('account-unknown', {
      problem:
        'The credential does not say which account it belongs to, so `account-id` cannot be checked.',
      fix: 'Use an API key or an access token for an account, or remove `account-id`.',
      link: LINKS.accessTokens,
    });
  }
  if (actual !== accountId) {
    throw accountMismatch(
      `The credential belongs to the account ${actual}, not to ${accountId} as \`account-id\` requires.`,
    );
  }
}
