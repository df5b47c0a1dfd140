import { findProgram } from '../ibm-cloud/programs.ts';

const reported = new Set<string>();
/** Written in Go: elsewhere than on Linux they trust the certificates of the system alone, and not the double's. */
const LINUX_ONLY = ['docker', 'podman', 'skopeo'];

/**
 * Whether a program is there that some tests need, for `describe.skipIf(!requireProgram('podman'))`.
 * Where it is missing, those tests are skipped with a line that says so; in CI that is an error,
 * for there a test that is quietly skipped would be a test that nobody runs.
 */
export function requireProgram(name: string): boolean {
  if (process.platform !== 'linux' && LINUX_ONLY.includes(name)) {
    report(name, `tests with ${name}, which trusts the double of IBM Cloud on Linux only`);
    return false;
  }
  if (findProgram(name) !== undefined) {
    return true;
  }
  if ((process.env['CI'] ?? '') !== '') {
    throw new Error(`${name} is not on the PATH, and in CI no test may be skipped for that.`);
  }
  report(name, `tests that need ${name}, which is not on the PATH`);
  return false;
}

function report(name: string, what: string): void {
  if (!reported.has(name)) {
    reported.add(name);
    process.stderr.write(`Skipped: ${what}.\n`);
  }
}
