import { describeError } from './describe.ts';

/** The failures of several independent tasks. Each is reported on its own. */
class SeveralFailures extends Error {
  override readonly name = 'SeveralFailures' as const;
  readonly failures: readonly unknown[];

  constructor(failures: readonly unknown[]) {
    super(failures.map(describeError).join('\n'));
    this.failures = failures;
  }
}

/**
 * Throws the failures of independent tasks, if there are any.
 *
 * @throws the only failure unchanged, or all of them as one error for {@link listFailures}.
 */
export function throwFailures(failures: readonly unknown[]): void {
  const [first, ...others] = failures.flatMap(listFailures);
  if (others.length > 0) {
    throw new SeveralFailures([first, ...others]);
  }
  if (first !== undefined) {
    throw first;
  }
}

/** Lists the failures in an error. Several that have the same description are listed once. */
export function listFailures(error: unknown): readonly unknown[] {
  if (!(error instanceof SeveralFailures)) {
    return [error];
  }
  return [...new Map(error.failures.map((one) => [describeError(one), one])).values()];
}
