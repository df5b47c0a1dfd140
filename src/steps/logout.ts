import { info, warning } from '@actions/core';
import { ActionError } from '../errors/action-error.ts';
import { describeError } from '../errors/describe.ts';
import { throwFailures } from '../errors/failures.ts';
import { Http } from '../http/http.ts';
import { Iam, type IamToken } from '../iam/iam.ts';
import { type LogoutInputs, readLogoutInputs } from '../inputs/logout-inputs.ts';
import type { JournalRecord } from '../logins/journal.ts';
import { findOwnLogins, type OwnLogins } from '../logins/own-logins.ts';
import { undoLogins } from '../logins/undo-logins.ts';
import { isOwnMark } from '../minting/mark.ts';
import type { MintedMark } from '../minting/minted.ts';
import { revokeByMark } from '../minting/revoke.ts';
import { identifyRegistry } from '../registry/registry-host.ts';
import { type Message, printMessages } from '../runner/message.ts';
import { disarm } from '../text/disarm.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import { Deadline } from '../time/deadline.ts';
import { reportUndone } from './cleanup-report.ts';
import { listSavedLogins } from './saved-state.ts';
import { watchTrust } from './watch-trust.ts';

/** The action `logout`: undoes logins of this job before the job ends, and revokes what was minted for them. */
export async function logout(): Promise<void> {
  const inputs = readLogoutInputs();
  const deadline = new Deadline(inputs.timeoutSeconds);
  // This compares variables with the records of the logins, so it must start before they are removed.
  const trust = watchTrust(false);
  trust.catch(() => undefined);
  const own = await findOwnLogins(await listSavedLogins(), deadline);
  warnOfDoubt(own);
  const ending = own
    .map((logins) => choose(logins, inputs))
    .filter(({ records }) => records.length > 0);
  if (ending.length === 0) {
    reportNothing(own);
    return;
  }
  // At the same time: a locked config must not keep a credential valid.
  const revoking = revoke(inputs, findUnused(own, ending), trust, deadline);
  const failures: unknown[] = [];
  for (const logins of ending) {
    await end(logins, deadline).catch((error: unknown) => failures.push(error));
  }
  // Not earlier: undoing a login in a private config can restore such a copy.
  for (const copying of own.filter(({ isPrivate }) => isPrivate)) {
    for (const logins of ending.filter(({ path }) => path !== copying.path)) {
      await endCopies(copying, logins, deadline).catch((error: unknown) => failures.push(error));
    }
  }
  printMessages(await revoking);
  throwFailures(failures);
}

function reportNothing(own: readonly OwnLogins[]): void {
  const hosts = new Set(own.flatMap(({ records }) => records.map(({ host }) => disarm(host))));
  if (hosts.size > 0) {
    warning(
      `No login was undone: this job is not logged in to any registry in \`region\`. It is still logged in to ${[...hosts].join(', ')}.`,
    );
    return;
  }
  const unrecorded = own.filter((logins) => logins.unrecorded.length > 0);
  for (const { path, unrecorded: names } of unrecorded) {
    // A step may have removed the journal with their records.
    warning(
      `No login was undone: ${disarm(path)} has logins to ${names.join(', ')} that are not recorded as logins of this job, so they stay. To remove them, run \`docker logout HOST\` for each of these hosts.`,
    );
  }
  if (unrecorded.length === 0 && own.length === 0) {
    info('This job has no login, so there is nothing to undo.');
  }
}

/** Warns of logins whose job is uncertain, because the job's marker or a record was changed or lost. */
function warnOfDoubt(own: readonly OwnLogins[]): void {
  for (const { path, doubtful } of own.filter((logins) => logins.doubtful.length > 0)) {
    warning(
      `${disarm(path)} has logins to ${doubtful.join(', ')} that this job may have made, but their records do not prove it. They stay until the job that made them ends. To remove them now, run \`docker logout HOST\` for each of these hosts.`,
    );
  }
}

async function end({ path, records }: OwnLogins, deadline: Deadline): Promise<void> {
  const logins = { path, records: records.map(({ id }) => id), missingDirectory: undefined };
  reportUndone(logins, await undoLogins(logins, { deadline, clockOffsetMs: undefined }));
}

/** Removes what a private config has copied of logins in another config. */
async function endCopies(
  { path }: OwnLogins,
  { records, salt }: OwnLogins,
  deadline: Deadline,
): Promise<void> {
  if (deadline.remainingMs() === 0) {
    throw new ActionError('timed-out', {
      problem: `There was no time to remove copies of the logins from ${disarm(path)}. They stay until the job ends.`,
      fix: 'Raise the input `timeout` of this step.',
    });
  }
  // Logins in a credential helper are not copied. An equal login that was there before the job's own one stays.
  const entries = records.filter(
    ({ store, replaced: { entry }, fingerprint }) =>
      store === undefined &&
      !(entry !== undefined && fingerprintEntry(salt, entry) === fingerprint),
  );
  const logins = { path, records: entries.map(({ id }) => id), entries };
  const { undone } = await undoLogins(logins, { deadline, clockOffsetMs: undefined }, salt);
  for (const { host } of undone) {
    info(`${host}: removed the copy of the login (${disarm(path)}).`);
  }
}

function choose({ records, ...own }: OwnLogins, { registries }: LogoutInputs): OwnLogins {
  const ids = registries?.map(({ id }) => id);
  const isNamed = ({ host }: JournalRecord): boolean =>
    ids === undefined || ids.includes(identifyRegistry(host));
  return { ...own, records: records.filter(isNamed) };
}

/** Lists what was minted for the logins that end and is not used by a login that stays. */
function findUnused(
  own: readonly OwnLogins[],
  ending: readonly OwnLogins[],
): readonly MintedMark[] {
  const ended = ending.flatMap(({ records }) => records);
  const isEnded = ({ id }: JournalRecord): boolean => ended.some((record) => record.id === id);
  const kept = own.flatMap(({ records }) => records).filter((record) => !isEnded(record));
  const used = new Set(kept.map(({ minted }) => minted?.mark));
  const unused = ended
    .flatMap(({ minted }) => minted ?? [])
    // Every step of a job can write the journal, so nothing of another job is revoked.
    .filter(({ mark }) => isOwnMark(mark) && !used.has(mark));
  return [...new Map(unused.map((minted) => [minted.mark, minted])).values()];
}

async function revoke(
  { source, iamUrl }: LogoutInputs,
  minted: readonly MintedMark[],
  trust: Promise<void>,
  deadline: Deadline,
): Promise<readonly Message[]> {
  if (minted.length === 0) {
    return [];
  }
  const authorize = source?.kind.authorize;
  if (source === undefined || authorize === undefined) {
    const text =
      'What was minted for the login will not be revoked before the job ends. To revoke it now, pass `logout` the credential that you passed to the login.';
    return [{ level: 'warning', text }];
  }
  const http = new Http(deadline);
  let iamToken: IamToken;
  try {
    await trust;
    iamToken = await authorize(source, new Iam(http, iamUrl), undefined);
  } catch (error) {
    const text = `What was minted for the login will not be revoked before the job ends. ${describeError(error)}`;
    return [{ level: 'warning', text }];
  }
  return Promise.all(minted.map((mark) => revokeByMark(mark, { http, iamUrl, iamToken })));
}
