import type { Login } from '../credential/obtain-credentials.ts';
import { ActionError, hasCode } from '../errors/action-error.ts';
import { summarizeError } from '../errors/describe.ts';
import type { Deadline } from '../http/deadline.ts';
import { listHosts, type Registry } from '../registry/registry.ts';
import type { Client } from './client.ts';

/** Delays between the checks of a credential that may not be known yet. */
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 3_000;
/** Time that is left for revoking it, should it never be accepted. */
const RESERVE_MS = 2_000;

/** A host and the entry to write for it. */
export interface CheckedLogin extends Login {
  /** JSON text for `auths`. */
  readonly entry: string;
}

/**
 * Checks the credential of every registry, all at the same time. One that was made a moment ago may not be
 * known everywhere yet: where it is refused it is tried again, until it is known or the time is over.
 *
 * @throws ActionError that names every host that refused; then nothing is to be written anywhere.
 */
export async function checkEverywhere(
  client: Client,
  logins: readonly Login[],
  deadline: Deadline,
): Promise<readonly CheckedLogin[]> {
  const results = await Promise.all(logins.map((login) => check(client, login, deadline)));
  const failures = results.filter((result) => 'error' in result);
  const [first] = failures;
  if (first !== undefined) {
    throw explainFailures(first, failures, logins.length);
  }
  return results.filter((result) => 'entry' in result);
}

interface Failure {
  readonly registry: Registry;
  readonly error: unknown;
}

/** Never fails, so that all are waited for when one has failed. */
async function check(
  client: Client,
  login: Login,
  deadline: Deadline,
): Promise<CheckedLogin | Failure> {
  const { registry, credential } = login;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    try {
      return { ...login, entry: await client.check(registry, credential) };
    } catch (error) {
      const mayBeUnknown = credential.isNew === true && hasCode(error, 'credential-refused');
      if (!mayBeUnknown || deadline.remainingMs() < delay + RESERVE_MS) {
        return { registry, error };
      }
    }
    // Many jobs at a time must not come back at the same moments.
    await deadline.sleep(delay * (0.5 + Math.random() / 2));
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
