import { randomUUID } from 'node:crypto';
import type { CheckedLogin } from '../client/check-everywhere.ts';
import { undoIsolation } from '../isolation/undo-isolation.ts';
import { markJob } from '../runner/job.ts';
import type { StateKeeper } from '../runner/state.ts';
import { exportVariables } from '../runner/variables.ts';
import type { Session } from '../session.ts';
import { hasRecords } from './journal-file.ts';
import type { NewLogin } from './new-record.ts';
import type { PlannedConfig } from './plan-configs.ts';
import { writeLogins } from './write-logins.ts';

/** Writes every login into its config; the state names the records before anything is written. */
export async function writeEverywhere(
  session: Session,
  plans: readonly PlannedConfig[],
  checked: readonly CheckedLogin[],
): Promise<void> {
  const { inputs, state, http } = session;
  const writes = plans.map((plan) => ({
    plan,
    logins: checked
      .filter(({ registry }) => plan.hosts.includes(registry.host))
      .map((login) => newLogin(login, state)),
  }));
  const isolated = plans.find((plan) => plan.isolated !== undefined)?.isolated;
  if (inputs.logout) {
    const logins = writes.map(({ plan, logins }) => ({
      path: plan.path,
      missingDirectory: plan.missingDirectory,
      records: logins.map(({ id }) => id),
    }));
    // Those in credential stores are there already.
    state.update({ logins: [...state.value.logins, ...logins], isolation: isolated?.saved });
  }
  const job = markJob();
  const options = { job, keep: !inputs.logout, deadline: http.deadline };
  try {
    isolated?.create();
    for (const { plan, logins } of writes) {
      await writeLogins(plan.path, logins, options);
    }
  } catch (error) {
    forgetUnwritten(state);
    if (isolated !== undefined && !inputs.logout) {
      // The state does not name one that is to stay: nobody else would take this one away.
      undoIsolation(isolated.saved);
    }
    throw error;
  }
  exportVariables(isolated?.saved.variables ?? []);
}

/** Nobody is to try and undo what never was in a config, one that cannot be written above all. */
function forgetUnwritten(state: StateKeeper): void {
  const { logins } = state.value;
  state.update({ logins: logins.filter(({ path, records }) => hasRecords(path, records)) });
}

/** What is to be written for a login, with an ID for its record. */
export function newLogin(
  { registry, credential, entry }: CheckedLogin,
  state: StateKeeper,
): NewLogin {
  const { expiresAt, mark } = credential;
  const minted = state.value.minted.find((record) => record.mark === mark);
  return {
    id: randomUUID(),
    host: registry.host,
    entry,
    expiresAt,
    minted: minted && { mint: minted.mint, place: minted.place, mark: minted.mark },
  };
}
