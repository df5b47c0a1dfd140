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
  const results = await Promise.allSettled(
    logins.map(async (login) => ({
      ...login,
      entry: await client.check(login.registry, login.credential),
    })),
  );
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? [{ registry: logins[index]?.registry, error: result.reason as unknown }]
      : [],
  );
  if (failures.length > 0) {
    throw explainFailures(failures, logins.length);
  }
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

interface Failure {
  readonly registry: Registry | undefined;
  readonly error: unknown;
}

function explainFailures(failures: readonly Failure[], count: number): unknown {
  const [first] = failures;
  if (count === 1 || !(first?.error instanceof ActionError)) {
    return first?.error;
  }
  const refused = failures.flatMap(({ registry }) => registry ?? []);
  const reasons = failures.map(({ error }) => summarizeError(error)).join('\n');
  return new ActionError(first.error.code, {
    ...first.error.explanation,
    problem: `${failures.length} of ${count} registries refused the login (${listHosts(refused)}), so none was written.\n${reasons}`,
  });
}
