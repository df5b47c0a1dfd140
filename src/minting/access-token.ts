import { info, warning } from '@actions/core';
import type { MintKind } from './mint.ts';

/** The longest time that a job can run on a GitHub-hosted runner. */
const JOB_HOURS = 6;

/** Mints IAM access tokens. They leave no record, because IAM can neither list nor revoke them. */
export const accessTokenMint: MintKind = {
  label: 'IAM access token',
  plan: ({ registries }, iamUrl) => [{ places: [new URL(iamUrl).host], registries }],
  open: (_host, { iamToken }) => ({
    // Every mint gets an IAM token first, and that token is already the credential.
    issue: async () => {
      const expiresAt = iamToken.claims?.expiresAt;
      const until = expiresAt === undefined ? 'within an hour' : `at ${expiresAt.toISOString()}`;
      info(`Minted an IAM access token: it expires ${until}. IAM cannot revoke it before that.`);
      warning(
        `The access token expires ${until}, but a job may run for ${JOB_HOURS} hours. To pull or push after that, use this action again right before you do, or use \`mint: api-key\`.`,
      );
      return {
        id: undefined,
        credential: {
          username: 'iambearer',
          secret: iamToken.value,
          expiresAt,
          label: 'an IAM access token minted for this job, which cannot be revoked',
        },
      };
    },
  }),
};
