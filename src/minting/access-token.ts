import { info, warning } from '@actions/core';
import type { MintKind } from './mint.ts';

/** The longest that a job of a hosted runner may run. */
const JOB_HOURS = 6;

/** IAM access tokens. They leave no record, for IAM can neither list nor revoke them. */
export const accessTokenMint: MintKind = {
  label: 'IAM access token',
  plan: ({ registries }, iamUrl) => [{ places: [new URL(iamUrl).host], registries }],
  open: (_host, { iamToken }) => ({
    // The exchange that every mint begins with is all that it takes.
    issue: async () => {
      const expiresAt = iamToken.claims?.expiresAt;
      const until = expiresAt === undefined ? 'within an hour' : `at ${expiresAt.toISOString()}`;
      info(
        `Minted an IAM access token: it ends ${until}. IAM has no way to revoke it before that.`,
      );
      warning(
        `The access token ends ${until}, and a job may run for ${JOB_HOURS} hours. What pulls or pushes later than that needs another login: use this action again right before it, or \`mint: api-key\`.`,
      );
      return {
        id: undefined,
        credential: {
          username: 'iambearer',
          secret: iamToken.value,
          expiresAt,
          label: 'IAM access token minted for this job (it cannot be revoked, it only ends)',
        },
      };
    },
  }),
};
