import { info } from '@actions/core';
import type { Login } from '../credentials/credential.ts';
import { ActionError, hasCode } from '../errors/action-error.ts';
import { summarizeError } from '../errors/describe.ts';
import { throwFailures } from '../errors/failures.ts';
import { listHosts, type Registry } from '../registry/registry.ts';
import type { Deadline } from '../time/deadline.ts';
import { nameRetry, retry } from '../time/retry.ts';
import type { Client } from './client.ts';

/** A new credential is checked until the time is up, so this only needs to be large enough. */
const TRIES = 1_000;
/** The delays between the checks of a new credential. */
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 3_000;
/** The time that is reserved to revoke a new credential that is never accepted. */
const RESERVE_MS = 2_000;

/**
 * Checks the credentials of all registries at the same time. A new credential may not have reached every registry yet,
 * so a refused one is tried again until it is accepted or the time is up.
 *
 * @throws ActionError for each kind of failure, which names the registry hosts where the login failed. Then no login
 * may be written.
 */
export async function checkEverywhere(
  client: Client,
  logins: readonly Login[],
  deadline: Deadline,
): Promise<void> {
  const results = await Promise.all(logins.map((login) => check(client, login, deadline)));
  const failures = results.filter((result) => result !== undefined);
  throwFailures(
    logins.length === 1 ? failures.map(({ error }) => error) : explain(failures, logins),
  );
}

interface Failure {
  readonly registry: Registry;
  readonly error: unknown;
}

/** Returns a failure instead of throwing it, so that all checks are awaited even if one fails. */
async function check(
  client: Client,
  { registry, credential }: Login,
  deadline: Deadline,
): Promise<Failure | undefined> {
  try {
    await retry(() => client.check(registry.host, credential), {
      tries: TRIES,
      firstDelayMs: FIRST_DELAY_MS,
      longestDelayMs: LONGEST_DELAY_MS,
      mayHelp: (error) =>
        credential.isNew === true &&
        hasCode(error, 'credential-refused') &&
        deadline.remainingMs() > LONGEST_DELAY_MS + RESERVE_MS,
      onRetry: (next) =>
        info(`${registry.host} does not accept the new credential yet; ${nameRetry(next)}`),
    });
    return undefined;
  } catch (error) {
    return { registry, error };
  }
}

/** Makes one error for each kind of failure, because each kind has its own fix. */
function explain(failures: readonly Failure[], logins: readonly Login[]): readonly unknown[] {
  const kinds = Map.groupBy(failures, ({ error }) =>
    error instanceof ActionError ? error.code : undefined,
  );
  return [...kinds.values()].flatMap((alike) => explainAlike(alike, logins.length));
}

function explainAlike(failures: readonly Failure[], count: number): readonly unknown[] {
  const errors = failures.map(({ error }) => error);
  const [first] = errors;
  if (!(first instanceof ActionError)) {
    return errors;
  }
  const hosts = listHosts(failures.map(({ registry }) => registry));
  const reasons = errors.map(summarizeError).join('\n');
  const problem = `The login to ${failures.length} of ${count} registries failed (${hosts}), so none was written.\n${reasons}`;
  return [new ActionError(first.code, { ...first.explanation, problem })];
}
