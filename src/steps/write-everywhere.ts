import type { Login } from '../credentials/credential.ts';
import type { Http } from '../http/http.ts';
import { hasRecords } from '../logins/journal.ts';
import type { PlannedConfig } from '../logins/plan-configs.ts';
import { keepLogins, newLogin, writeLogins } from '../logins/write-logins.ts';
import { markJob } from '../runner/job.ts';
import { exportVariables } from '../runner/variables.ts';
import type { StateKeeper } from './saved-state.ts';

/** What is to be written, and where. */
export interface Writing {
  readonly configs: readonly PlannedConfig[];
  readonly logins: readonly Login[];
  /** `logout: false` */
  readonly isToStay: boolean;
  readonly state: StateKeeper;
  readonly http: Http;
}

/**
 * Writes every login into its config, or into the credential store that the config names. The state names the
 * records before anything is written; logins that are to stay lose theirs when all of them are there.
 *
 * @throws ActionError as a config or a store refuses.
 */
export async function writeEverywhere(writing: Writing): Promise<void> {
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
    })),
  });
  try {
    await isolated?.create();
    for (const { config, logins } of writes) {
      await writeLogins(config.path, logins, { job, deadline, clockOffsetMs });
    }
    if (isToStay) {
      for (const { config, logins } of writes) {
        await keepLogins(config.path, logins, deadline);
      }
      state.update({ logins: [], isolation: undefined });
    }
  } catch (error) {
    await forgetUnwritten(state);
    throw error;
  }
  exportVariables(isolated?.saved.variables ?? []);
}

function listLogins(
  { logins, state }: Writing,
  { hosts, stores }: PlannedConfig,
): readonly ReturnType<typeof newLogin>[] {
  return logins
    .filter(({ registry }) => hosts.includes(registry.host))
    .map((login) => {
      const { mark } = login.credential;
      const minted = state.value.minted.find((record) => record.mark === mark);
      const named = minted && { mint: minted.mint, place: minted.place, mark: minted.mark };
      return newLogin(login, stores.get(login.registry.host), named);
    });
}

/** Nobody is to try and undo what never was in a config, one that cannot be written above all. */
async function forgetUnwritten(state: StateKeeper): Promise<void> {
  const { logins } = state.value;
  const isWritten = await Promise.all(logins.map(({ path, records }) => hasRecords(path, records)));
  state.update({ logins: logins.filter((_, index) => isWritten[index]) });
}
