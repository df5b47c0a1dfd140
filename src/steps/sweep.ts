import { setOutput } from '@actions/core';
import { Authority } from '../credentials/authority.ts';
import { ActionError } from '../errors/action-error.ts';
import { throwFailures } from '../errors/failures.ts';
import { LINKS } from '../errors/links.ts';
import { Http } from '../http/http.ts';
import { Iam, refuseOtherAccount } from '../iam/iam.ts';
import { readSweepInputs } from '../inputs/sweep-inputs.ts';
import { findMintKind } from '../minting/mint-kinds.ts';
import { type Swept, sweepPlace } from '../minting/sweep-place.ts';
import { Deadline } from '../time/deadline.ts';
import { reportSweep } from './sweep-report.ts';
import { watchTrust } from './watch-trust.ts';

/** The action `sweep`: finds, lists and revokes what lost jobs have left behind. */
export async function sweep(): Promise<void> {
  const inputs = readSweepInputs();
  const { source, accountId, iamUrl, olderThan } = inputs;
  await watchTrust(false);
  const http = new Http(new Deadline(inputs.timeoutSeconds));
  const iam = new Iam(http, iamUrl);
  const iamToken = await new Authority(source, iam, accountId).getToken();
  if (accountId !== undefined) {
    refuseOtherAccount(iamToken, accountId);
  }
  const now = Date.now() + (await iam.readClockOffset(iamToken));
  const kind = findMintKind(inputs.kind);
  const rules = {
    kind,
    context: { http, iamUrl, iamToken },
    olderThan,
    isDryRun: inputs.dryRun,
    ownSecret: source.kind.input === inputs.kind ? source.secret : undefined,
    now,
  };
  const results = await Promise.allSettled(inputs.places.map((place) => sweepPlace(rules, place)));
  const swept = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const unlisted = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  reportSweep({ kind, swept, now, isComplete: unlisted.length === 0 });
  const due = swept.filter(({ verdict }) => verdict === 'due');
  const revoked = due.filter(({ outcome }) => outcome === 'revoked');
  setOutput('found', String(due.length));
  setOutput('revoked', String(revoked.length));
  throwFailures([...unlisted, ...listIncomplete(due)]);
}

function listIncomplete(due: readonly Swept[]): readonly ActionError[] {
  const failures = due.filter(({ outcome }) => outcome === 'failed').length;
  return failures === 0
    ? []
    : [
        new ActionError('sweep-incomplete', {
          problem: `${failures} of ${due.length} credentials that were left behind could not be revoked. The warnings give the reasons.`,
          fix: 'Run the commands in the warnings, or give the identity the permissions that it lacks.',
          link: LINKS.serviceIdKeys,
        }),
      ];
}
