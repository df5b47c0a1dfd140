import type { Login } from '../credentials/credential.ts';
import type { Http } from '../http/http.ts';
import { hasRecords } from '../logins/journal.ts';
import { tryConfig } from '../logins/open-config.ts';
import type { PlannedConfig } from '../logins/plan-configs.ts';
import type { WrittenEntry } from '../logins/undo-unrecorded.ts';
import { keepLogins, type NewLogin, newLogin, writeLogins } from '../logins/write-logins.ts';
import { markJob } from '../runner/job.ts';
import { exportVariables } from '../runner/variables.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import type { Deadline } from '../time/deadline.ts';
import type { StateKeeper } from './saved-state.ts';

/** What to write, and where. */
export interface Writing {
  readonly configs: readonly PlannedConfig[];
  readonly logins: readonly Login[];
  /** `logout: false` */
  readonly isToStay: boolean;
  /** Whether what was minted for the logins is revoked when the job ends. */
  readonly isToRevoke: boolean;
  readonly state: StateKeeper;
  readonly http: Http;
}

/**
 * Checks that the job can be marked and that every config can be written, before a credential is sent anywhere.
 * Meanwhile, the state names the configs, because a killed step leaves a lock and perhaps a new directory behind.
 *
 * @throws ActionError `config-not-writable`, `config-busy` or `config-malformed`
 */
export async function tryEverywhere(
  planned: readonly PlannedConfig[],
  state: StateKeeper,
  deadline: Deadline,
): Promise<void> {
  if (planned.length === 0) {
    return;
  }
  // Also needed for a private config, which is created in the same directory.
  await markJob();
  const configs = planned.filter(({ isolated }) => isolated === undefined);
  if (configs.length === 0) {
    return;
  }
  state.update({
    logins: configs.map(({ path, missingDirectory }) => ({ path, missingDirectory, records: [] })),
  });
  try {
    for (const { path } of configs) {
      await tryConfig(path, deadline);
    }
  } finally {
    state.update({ logins: [], skipped: true });
  }
}

/** The logins that were written to one config. */
interface Written {
  readonly path: string;
  readonly logins: readonly NewLogin[];
}

/**
 * Writes every login to its config, or to the credential helper that the config names. The state names the records
 * before anything is written.
 *
 * @returns what was written, for {@link keepEverywhere}.
 * @throws ActionError if a config or a credential helper cannot be written.
 */
export async function writeEverywhere(writing: Writing): Promise<readonly Written[]> {
  const { configs, isToStay, state, http } = writing;
  const { deadline, clockOffsetMs } = http;
  const job = await markJob();
  const writes = configs.map((config) => ({ config, logins: listLogins(writing, config) }));
  const isolated = configs.find((config) => config.isolated !== undefined)?.isolated;
  state.update({
    clockOffsetMs: clockOffsetMs ?? state.value.clockOffsetMs,
    isolation: isolated?.saved,
    logins: writes.map(({ config: { path, missingDirectory }, logins }) => ({
      path,
      missingDirectory,
      records: logins.map(({ id }) => id),
      // A login that is to stay has no record any more once it is written, and must not be removed then.
      entries: isToStay ? undefined : logins.map((login) => describeEntry(login, state.value.salt)),
    })),
  });
  try {
    await isolated?.create();
    for (const { config, logins } of writes) {
      const options = { job, isToStay, deadline, clockOffsetMs };
      const same = await writeLogins(config.path, logins, options);
      forgetEntries(state, same);
    }
  } catch (error) {
    await forgetUnwritten(state);
    throw error;
  }
  exportVariables(isolated?.saved.variables ?? []);
  return writes.map(({ config: { path }, logins }) => ({ path, logins }));
}

/**
 * Makes written logins permanent (`logout: false`). This must come last in a step: a step that fails afterwards could
 * not restore what was there before.
 *
 * @throws ActionError if a config or a credential helper cannot be written.
 */
export async function keepEverywhere(
  written: readonly Written[],
  { isToRevoke, state, http }: Writing,
): Promise<void> {
  // Before the records are removed: if this step is stopped after that, the login stays and must stay valid.
  state.update({ revoke: isToRevoke });
  for (const { path, logins } of written) {
    await keepLogins(path, logins, http.deadline);
  }
  state.update({ logins: [], isolation: undefined });
}

function listLogins(
  { logins, isToRevoke, state }: Writing,
  { hosts, stores }: PlannedConfig,
): readonly NewLogin[] {
  return logins
    .filter(({ registry }) => hosts.includes(registry.host))
    .map((login) => {
      const { mark } = login.credential;
      const minted = state.value.minted.find((record) => record.mark === mark);
      const named = minted && { mint: minted.mint, place: minted.place, mark: minted.mark };
      return newLogin(login, stores.get(login.registry.host), isToRevoke ? named : undefined);
    });
}

function describeEntry({ id, host, store, entry }: NewLogin, salt: string): WrittenEntry {
  return { id, host, store, fingerprint: fingerprintEntry(salt, entry) };
}

/** Forgets entries that already had the same credential: they are not this step's, so it must not remove them. */
function forgetEntries(state: StateKeeper, ids: readonly string[]): void {
  if (ids.length > 0) {
    const logins = state.value.logins.map((one) => ({
      ...one,
      entries: one.entries?.filter(({ id }) => !ids.includes(id)),
    }));
    state.update({ logins });
  }
}

/** Forgets logins that were never written, so that no one tries to undo them in a config that cannot be written. */
async function forgetUnwritten(state: StateKeeper): Promise<void> {
  const { logins } = state.value;
  const isWritten = await Promise.all(logins.map(({ path, records }) => hasRecords(path, records)));
  state.update({ logins: logins.filter((_, index) => isWritten[index]) });
}
