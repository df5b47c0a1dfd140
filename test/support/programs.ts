import { findProgram } from '../ibm-cloud/programs.ts';

const reported = new Set<string>();

/**
 * Whether a program is there that some tests need, for `describe.skipIf(!requireProgram('podman'))`.
 * Where it is missing, those tests are skipped with a line that says so; in CI that is an error,
 * for there a test that is quietly skipped would be a test that nobody runs.
 */
export function requireProgram(name: string): boolean {
  if (findProgram(name) !== undefined) {
    return true;
  }
  if ((process.env['CI'] ?? '') !== '') {
    throw new Error(`${name} is not on the PATH, and in CI no test may be skipped for that.`);
  }
  if (!reported.has(name)) {
    reported.add(name);
    process.stderr.write(`Skipped: tests that need ${name}, which is not on the PATH.\n`);
  }
  return false;
}
