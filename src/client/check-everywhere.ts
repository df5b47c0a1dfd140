import type { Login } from '../credential/obtain-credentials.ts';
import { ActionError } from '../errors/action-error.ts';
import { summarizeError } from '../errors/describe.ts';
import { listHosts, type Registry } from '../registry/registry.ts';
import type { Client } from './client.ts';

/** A host and the entry to write for it. */
export interface CheckedLogin extends Login {
  /** JSON text for `auths`. */
  readonly entry: string;
}

/**
 * Checks the credential of every registry, all at the same time.
 *
 * @throws ActionError that names every host that refused; then nothing is to be written anywhere.
 */
export async function checkEverywhere(
  client: Client,
  logins: readonly Login[],
): Promise<readonly CheckedLogin[]> {
  const results = await Promise.all(logins.map((login) => check(client, login)));
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
async function check(client: Client, login: Login): Promise<CheckedLogin | Failure> {
  try {
    return { ...login, entry: await client.check(login.registry, login.credential) };
  } catch (error) {
    return { registry: login.registry, error };
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
