import { readFileSync, statSync } from 'node:fs';
import { fingerprint } from '../text/fingerprint.ts';

/** Variables that decide where a request goes on its way to IBM Cloud. */
const WAYS = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];
/** Variables that name a file with certificates or settings, which counts by its content. */
const FILES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'OPENSSL_CONF'];
/** Variables that decide which other certificates are trusted. */
const STORES = ['SSL_CERT_DIR', 'NODE_USE_SYSTEM_CA'];

/** A salted fingerprint of what each variable says, by its name; none for a variable that is not set. */
export type Trust = Readonly<Record<string, string>>;

/**
 * What this process trusts on its way to IBM Cloud. Every step of a job can set these variables for the steps
 * after it, and with them be in between.
 */
export function readTrust(salt: string, environment: NodeJS.ProcessEnv = process.env): Trust {
  const texts = [
    ...[...WAYS, ...STORES].map((name) => [name, environment[name] ?? ''] as const),
    ...FILES.map((name) => [name, readNamed(environment[name] ?? '')] as const),
  ];
  return Object.fromEntries(
    texts.filter(([, text]) => text !== '').map(([name, text]) => [name, fingerprint(salt, text)]),
  );
}

/** The names of variables that are not what they were. */
export function listChanges(before: Trust, now: Trust): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]);
}

function readNamed(path: string): string {
  try {
    return path !== '' && statSync(path).isFile() ? readFileSync(path, 'latin1') : path;
  } catch {
    // What cannot be read is not trusted; its name still counts.
    return path;
  }
}
