import { obtainComputeToken } from '../iam/compute-token.ts';
import type { SourceKind } from './source.ts';

/**
 * The identity that IBM Cloud gives to the machine or pod that the runner runs on. It is a trusted profile and needs no
 * secret.
 */
export const computeIdentity: SourceKind = {
  input: 'trusted-profile',
  label: 'trusted profile of the compute resource',
  username: 'iambearer',
  authorize: async ({ profile }, iam, accountId) => {
    if (profile === undefined) {
      throw new TypeError('A compute resource needs to know which trusted profile to use.');
    }
    return obtainComputeToken(profile, iam, accountId);
  },
  credential: ({ profile }) => ({
    kind: 'exchanged',
    label: `an IAM access token of the trusted profile ${profile?.id}, taken from this compute resource`,
  }),
};
