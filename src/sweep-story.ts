import { setOutput } from '@actions/core';
import { ActionError } from './errors/action-error.ts';
import { LINKS } from './errors/links.ts';
import { Deadline } from './http/deadline.ts';
import { Http } from './http/http.ts';
import { Iam } from './iam/iam.ts';
import { readSweepInputs } from './inputs/sweep-inputs.ts';
import { findMintKind } from './mint/mint-kinds.ts';
import { authorize, refuseOtherAccount } from './session.ts';
import { reportSweep } from './sweep/report.ts';
import { sweepPlace } from './sweep/sweep-place.ts';

/** The action `sweep`: finds what lost jobs have left behind, lists it, and revokes it. */
export async function sweep(): Promise<void> {
  const inputs = readSweepInputs();
  const http = new Http(new Deadline(inputs.timeoutSeconds));
  const iam = new Iam(http, inputs.iamUrl);
  const iamToken = await authorize(inputs.source, iam, inputs.accountId);
  await refuseOtherAccount({ inputs, iamToken: async () => iamToken });
  const now = Date.now() + (await iam.readClockOffset(iamToken));
  const kind = findMintKind(inputs.kind);
  const context = { http, iamUrl: inputs.iamUrl, iamToken };
  const results = await Promise.allSettled(
    inputs.places.map((place) => sweepPlace({ inputs, kind, context, now }, place)),
  );
  const swept = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  reportSweep(kind, swept, now);
  const due = swept.filter(({ verdict }) => verdict === 'due');
  const revoked = due.filter(({ outcome }) => outcome === 'revoked');
  setOutput('found', String(due.length));
  setOutput('revoked', String(revoked.length));
  const unlisted = results.find((result) => result.status === 'rejected');
  if (unlisted !== undefined) {
    throw unlisted.reason;
  }
  const failures = due.filter(({ outcome }) => outcome === 'failed').length;
  if (failures > 0) {
    throw new ActionError('sweep-incomplete', {
      problem: `${failures} of ${due.length} credentials that were left behind could not be revoked; the warnings say why.`,
      fix: 'Run the commands that the warnings name, or give the identity the rights that it lacks.',
      link: LINKS.serviceIdKeys,
    });
  }
}
