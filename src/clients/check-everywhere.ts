import { info } from '@actions/core';
import type { Login } from '../credentials/credential.ts';
import { ActionError, hasCode } from '../errors/action-error.ts';
import { summarizeError } from '../errors/describe.ts';
import { listHosts, type Registry } from '../registry/registry.ts';
import type { Deadline } from '../time/deadline.ts';
import { nameRetry, retry } from '../time/retry.ts';
import type { Client } from './client.ts';

/** A credential that was made a moment ago is checked again for as long as there is time. */
const TRIES = 1_000;
/** Delays between the checks of such a credential. */
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 3_000;
/** Time that is left for revoking it, should it never be accepted. */
const RESERVE_MS = 2_000;

/**
 * Checks the credential of every registry, all at the same time. One that was made a moment ago may not be
 * known everywhere yet: where it is refused it is tried again, until it is known or the time is over.
 *
 * @throws ActionError that names every host that refused; then nothing may be written anywhere.
 */
export async function checkEverywhere(
  client: Client,
  logins: readonly Login[],
  deadline: Deadline,
): Promise<void> {
  const results = await Promise.all(logins.map((login) => check(client, login, deadline)));
  const failures = results.filter((result) => result !== undefined);
  const [first] = failures;
  if (first !== undefined) {
    throw explainFailures(first, failures, logins.length);
  }
}

interface Failure {
  readonly registry: Registry;
  readonly error: unknown;
}

/** Never fails, so that all are waited for when one has failed. */
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
        info(`${registry.host} does not know the new credential yet; ${nameRetry(next)}`),
    });
    return undefined;
  } catch (error) {
    return { registry, error };
  }
}

function explainFailures({ error }: Failure, failures: readonly Failure[], count: number): unknown {
  if (count === 1 || !(error instanceof ActionError)) {
    return error;
  }
  const refused = listHosts(failures.map(({ registry }) => registry));
  const reasons = failures.map((failure) => summarizeError(failure.error)).join('\n');
  return new ActionError(error.code, {
    ...error.explanation,
    problem: `${failures.length} of ${count} registries refused the login (${refused}), so none was written.\n${reasons}`,
  });
}
