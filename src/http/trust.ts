import { getCACertificates } from 'node:tls';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { isEndless, readAtOnce } from '../files/files.ts';
import { disarm } from '../text/disarm.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { readProxies } from './proxy.ts';

/** Variables that decide which proxy a request goes through on its way to IBM Cloud. */
const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];
/** Variables that name a file with certificates or settings. The content of the file counts. */
const FILES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'OPENSSL_CONF'];
/** A variable that names a directory of certificates. */
const DIRECTORY = 'SSL_CERT_DIR';
/** The variable that makes Node.js trust the certificates of the system. The content of these counts. */
const SYSTEM = 'NODE_USE_SYSTEM_CA';
/** Variables that can send a container client to another daemon or to other settings. */
const CLIENTS = [
  'DOCKER_HOST',
  'DOCKER_TLS',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'CONTAINER_HOST',
  'CONTAINER_CONNECTION',
  'CONTAINERS_CONF',
  'CONTAINERS_CONF_OVERRIDE',
  'CONTAINERS_REGISTRIES_CONF',
  'CONTAINERS_REGISTRIES_CONF_OVERRIDE',
  // The name of the variable before podman 6.
  'REGISTRIES_CONFIG_PATH',
  // Podman reads its settings from these directories, and they can name a proxy and certificates.
  'HOME',
  'XDG_CONFIG_HOME',
];

/** Every variable that is compared. */
const NAMES = [...PROXIES, DIRECTORY, ...FILES, SYSTEM, ...CLIENTS];

/** Salted fingerprints by the names of variables. A variable that is not set has none. */
export type Trust = Readonly<Record<string, string>>;

/** The values of variables, by their names. For a file or certificates, this is a digest of the content. */
export type TrustedValues = Readonly<Record<string, string | undefined>>;

/** Reads what this process trusts to connect to IBM Cloud. */
export function readTrusted(environment: NodeJS.ProcessEnv = process.env): TrustedValues {
  // The first request of a step changes the variables to these forms, which is no change of what is trusted.
  const proxies = readProxies(environment);
  return Object.fromEntries([
    ...PROXIES.map((name) => [name, proxies[name]]),
    [DIRECTORY, environment[DIRECTORY]],
    ...FILES.map((name) => [name, digest(readNamed(environment[name]))]),
    [SYSTEM, digest(listSystemCertificates(environment))],
  ]);
}

/** Reads what the container clients that this process starts also trust. */
export function readTrustedByClients(environment: NodeJS.ProcessEnv = process.env): TrustedValues {
  return Object.fromEntries(CLIENTS.map((name) => [name, environment[name]]));
}

/**
 * Fingerprints what is trusted. Every step of a job can set these variables for later steps, and so intercept their
 * connections.
 */
export function fingerprintTrust(salt: string, values: TrustedValues): Trust {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, text]) =>
      text ? [[name, fingerprint(salt, text)]] : [],
    ),
  );
}

/** Long content is read and hashed once, even if it is compared with many fingerprints. */
function digest(text: string | undefined): string | undefined {
  return text ? fingerprint('', text) : undefined;
}

/**
 * Refuses a pipe, a device or an endless file instead of a file with certificates. Node.js would block the whole process
 * while it reads from there, so not even the time limit of the step could end it.
 *
 * @throws ActionError `certificate-not-trusted`
 */
export function refuseBlockingCertificates(environment: NodeJS.ProcessEnv = process.env): void {
  for (const name of ['NODE_EXTRA_CA_CERTS', ...(environment[SYSTEM] ? ['SSL_CERT_FILE'] : [])]) {
    const path = environment[name];
    if (path && isEndless(path)) {
      throw new ActionError('certificate-not-trusted', {
        problem: `The variable ${name} names ${disarm(path)}, which is not a regular file, or is too large.`,
        fix: 'Set the variable to the path of a file with certificates, or remove the variable.',
        link: LINKS.runnerProxy,
      });
    }
  }
}

/** Removes what only container clients trust. */
export function withoutClients(trust: Trust): Trust {
  return Object.fromEntries(Object.entries(trust).filter(([name]) => !CLIENTS.includes(name)));
}

/** Lists the names of the variables that have changed, been added or been removed. Other names are ignored. */
export function listChanges(before: Trust, now: Trust): readonly string[] {
  return NAMES.filter((name) => before[name] !== now[name]);
}

function readNamed(path: string | undefined): string | undefined {
  try {
    return path && readAtOnce(path).toString('latin1');
  } catch {
    // A file that cannot be read cannot be trusted by this process. Its path still counts.
    return path;
  }
}

function listSystemCertificates(environment: NodeJS.ProcessEnv): string | undefined {
  const { [SYSTEM]: value, SSL_CERT_FILE: file } = environment;
  return value && !(file && isEndless(file))
    ? [value, ...getCACertificates('system')].join('\n')
    : value;
}
