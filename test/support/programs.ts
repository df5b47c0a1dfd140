import { findProgram } from '../ibm-cloud/programs.ts';

const reported = new Set<string>();
/**
 * Go programs trust only the certificates of the system, and not the double's, on every system except
 * Linux.
 */
const LINUX_ONLY = ['docker', 'podman', 'skopeo'];

/**
 * Whether a program that some tests need is installed, for `describe.skipIf(!requireProgram('podman'))`. If
 * it is missing, a line says which tests are skipped. In CI it is an error, because no one would notice the
 * skipped tests.
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
