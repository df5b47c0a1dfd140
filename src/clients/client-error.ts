import { ActionError } from '../errors/action-error.ts';
import { quoteError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import { explainUnknownHost } from '../http/network-error.ts';
import { ADDRESS_ADVICE, adviseOnPlainProxy, findUnusableProxy, nameProxy } from '../http/proxy.ts';
import { STATUS_ADVICE } from '../http/refusal.ts';
import type { BasicCredential } from '../registry/registry.ts';
import {
  explainKnownRefusal,
  explainRefusedCredential,
  findKnownRefusal,
} from '../registry/registry-error.ts';
import { isTableHost } from '../registry/registry-host.ts';
import { describeResult, type ProgramResult } from '../runner/program.ts';
import { disarm } from '../text/disarm.ts';
import {
  CERTIFICATE,
  DAEMON_REFUSAL,
  DAEMON_VERSION,
  DISK,
  findLookedUp,
  findParty,
  isTemporary,
  PROGRAM,
  readWords,
  UNKNOWN_HOST,
} from './client-words.ts';

/** A shell's exit codes for a program that cannot be executed, or does not exist. */
const NOT_EXECUTED: ReadonlySet<number | null> = new Set([126, 127]);

const WRONG_TIME = /not yet valid|has expired/i;
const RATE_LIMIT = /\b429\b|too ?many ?requests/i;
/** Matches the error of a service that answers but has a problem itself. */
const SERVICE = /\b50\d\b|service unavailable|internal server error/i;
/** Matches what Docker and Podman say about a refusal that is not JSON. */
const PAGE = /invalid character '<'/;
/** Matches the refusal of a registry, which puts a colon after `denied`. */
const REFUSAL =
  /\b40[013]\b|unauthorized|\bdenied:|incorrect username or password|invalid username/i;

/** A login that a container client could not do. */
export interface FailedLogin {
  readonly client: string;
  readonly host: string;
  readonly credential: BasicCredential;
}

/** Explains why a container client could not log in. */
export function explainClientFailure(login: FailedLogin, result: ProgramResult): ActionError {
  const said = `\`${login.client} login ${login.host}\` ${describeResult(result)}`;
  const text = readWords(result.output);
  switch (NOT_EXECUTED.has(result.exitCode) ? 'machine' : findParty(text, login.host)) {
    case 'store':
      return explainStore(login, said);
    case 'machine':
      return explainMachine(login, text, said);
    case 'daemon':
      return explainDaemon(login, text, said);
    case 'proxy':
      return explainProxy(login, text, said);
    default:
      return explainRegistry(login, text, said);
  }
}

/** Explains a client that the machine could not start. */
export function explainUnstarted(login: FailedLogin, error: unknown): ActionError {
  return explainMachine(login, '', quoteError(error));
}

/**
 * Explains a timeout before the client could log in.
 *
 * @param output what the client printed in its last try. It decides about the advice.
 */
export function explainClientTimeout(
  { explanation }: ActionError,
  output: string | undefined,
): ActionError {
  const isOfService = output !== undefined && SERVICE.test(readWords(output));
  return new ActionError('timed-out', { ...explanation, ...(isOfService ? STATUS_ADVICE : {}) });
}

function explainStore({ client, host }: FailedLogin, said: string): ActionError {
  return new ActionError('credential-store', {
    problem: `${client} could not save or read a credential, so the login to ${host} was not checked. ${said}`,
    fix: 'Repair the credential helper that the client uses, or use `client: file`, which needs no container client.',
    link: LINKS.dockerCredentialStores,
  });
}

const SOCKET = /docker daemon socket|docker api|\.sock\b|docker_engine/i;
const READ_ONLY = /read-only file system/i;
const SNAP = /\bsnap\b/i;

function explainMachine({ client }: FailedLogin, text: string, said: string): ActionError {
  return new ActionError('check-failed', {
    problem: `A problem on this machine prevented ${client} from logging in. ${said}`,
    fix: `${adviseOnMachine(client, text)} Or use \`client: file\`, which needs no container client.`,
    link: LINKS.runner,
  });
}

function adviseOnMachine(client: string, text: string): string {
  if (READ_ONLY.test(text)) {
    return 'Make the file system that the message names writable.';
  }
  if (DISK.test(text)) {
    return 'Free some space on the disk that contains RUNNER_TEMP.';
  }
  if (PROGRAM.test(text)) {
    return `Install a build of ${client} for the operating system and the processor of this machine.`;
  }
  if (SOCKET.test(text)) {
    return "Give the user of the runner access to the daemon's socket, usually by adding that user to the `docker` group.";
  }
  if (SNAP.test(text)) {
    return `A snap can access only a few directories on this machine: install ${client} from a package that is not a snap.`;
  }
  return 'Check the permissions that the message names.';
}

const ADVICE_ON_DAEMON = {
  docker: {
    fix: 'Use `client: file`, which needs no daemon; or start the daemon, and check DOCKER_HOST, DOCKER_CERT_PATH and the certificates of the daemon.',
    link: LINKS.docker,
  },
  podman: {
    fix: 'Use `client: file`, which needs no service; or start the service, and check CONTAINER_HOST and `podman system connection list`.',
    link: LINKS.podman,
  },
} as const;

function explainDaemon({ client, host }: FailedLogin, text: string, said: string): ActionError {
  const service = client === 'podman' ? 'the Podman service' : 'the Docker daemon';
  if (DAEMON_VERSION.test(text)) {
    return new ActionError('check-failed', {
      problem: `${client} and ${service} have no API version in common, so ${client} could not log in to ${host}. ${said}`,
      fix: `Use \`client: file\`, which needs no daemon; or install a version of ${client} that is as recent as the daemon, and unset DOCKER_API_VERSION.`,
      link: LINKS.docker,
    });
  }
  return new ActionError(
    'check-failed',
    DAEMON_REFUSAL.test(text)
      ? {
          problem: `${client} could not log in to ${host}: ${service}, or a proxy in front of it, refused the request. ${said}`,
          fix: 'Use `client: file`, which needs no daemon; or let the authorization plug-in of the daemon, or the proxy in front of its socket, allow `POST /auth`.',
          link: LINKS.docker,
        }
      : {
          problem: `${client} did not reach ${service}, so it could not log in to ${host}. ${said}`,
          ...ADVICE_ON_DAEMON[client === 'podman' ? 'podman' : 'docker'],
        },
  );
}

/** If Go cannot parse the address of a proxy, it puts `http://` in front of it, and looks up the first word as the host. */
const SCHEME = /^https?$/i;

/** Matches errors that the daemon itself reports. It has its own proxy. */
const OF_DAEMON = /error response from daemon/i;

function explainProxy({ client, host }: FailedLogin, text: string, said: string): ActionError {
  const isOfDaemon = OF_DAEMON.test(text);
  const owner = isOfDaemon ? 'the proxy of the Docker daemon' : 'the proxy in HTTPS_PROXY';
  const lookedUp = UNKNOWN_HOST.test(text) ? findLookedUp(text) : undefined;
  if (lookedUp !== undefined && !isOfDaemon && SCHEME.test(lookedUp)) {
    return new ActionError('proxy-refused', {
      problem: `HTTPS_PROXY is not an address that ${client} can read. ${said}`,
      fix: ADDRESS_ADVICE,
      link: LINKS.runnerProxy,
    });
  }
  if (lookedUp !== undefined) {
    return new ActionError('proxy-refused', {
      problem: `This machine cannot resolve "${disarm(lookedUp)}", the host of ${owner}. ${said}`,
      fix: isOfDaemon
        ? `Correct the proxy of the Docker daemon, or use \`client: file\`, which does not use the daemon.`
        : `Write HTTPS_PROXY as http://host:port, without quotes, with a host that this machine can resolve; or add ${host} to NO_PROXY if the runner can connect to it directly.`,
      link: LINKS.runnerProxy,
    });
  }
  const name = isOfDaemon ? owner : nameProxy();
  return new ActionError('proxy-refused', {
    problem: `The proxy did not connect ${client} to ${host}. ${said}`,
    fix:
      adviseOnPlainProxy(text) ??
      `Allow ${host}:443 in ${name}, and check HTTPS_PROXY and NO_PROXY. If the Docker daemon is running, it has its own proxy settings.`,
    link: LINKS.runnerProxy,
  });
}

function explainRegistry(login: FailedLogin, text: string, said: string): ActionError {
  const { client, host, credential } = login;
  const known = findKnownRefusal(text);
  if (known !== undefined) {
    return explainKnownRefusal(known, { host, credential, said });
  }
  if (CERTIFICATE.test(text)) {
    return explainCertificate(login, text, said);
  }
  if (UNKNOWN_HOST.test(text)) {
    const variable = OF_DAEMON.test(text) ? undefined : findUnusableProxy();
    if (variable !== undefined) {
      return new ActionError('proxy-refused', {
        problem: `${variable} is not the address of a proxy, so ${client} tried to reach ${host} without one. ${said}`,
        fix: ADDRESS_ADVICE,
        link: LINKS.runnerProxy,
      });
    }
    return explainUnknownHost(host, { isOfTable: isTableHost(host), said });
  }
  if (RATE_LIMIT.test(text)) {
    return new ActionError('rate-limited', {
      problem: `${host} is receiving too many requests. ${said}`,
      fix: 'Run fewer jobs at the same time, or run this job again in a few minutes.',
      link: LINKS.status,
    });
  }
  if (isTemporary(text)) {
    return explainUnreached(login, text, said);
  }
  if (REFUSAL.test(text)) {
    return explainRefusedCredential({ host, credential, said, isPage: PAGE.test(text) });
  }
  return new ActionError('check-failed', {
    problem: `${client} could not log in. ${said}`,
    fix: 'The output of the client above has the reason. If a signal ended the client, the machine may have run out of memory. `client: file` needs no container client, and its error may be clearer.',
    link: LINKS.authentication,
  });
}

function explainCertificate(
  { client, host }: FailedLogin,
  text: string,
  said: string,
): ActionError {
  const problem = `${client} does not trust the certificate of ${host}. ${said}`;
  return new ActionError(
    'certificate-not-trusted',
    WRONG_TIME.test(text)
      ? {
          problem,
          fix: 'Compare the clock of this machine, and of the Docker daemon if it runs elsewhere, with the right time (`date --utc`) and set it. If the clock is right, something else is answering instead of IBM Cloud: do not continue.',
          link: LINKS.runner,
        }
      : {
          problem,
          fix: `If a proxy inspects TLS, add its certificate authority to the system's store (or SSL_CERT_FILE), and to the Docker daemon if it is running, because it has its own certificates. \`client: file\` uses NODE_EXTRA_CA_CERTS instead.`,
          link: LINKS.runnerProxy,
        },
  );
}

function explainUnreached({ client, host }: FailedLogin, text: string, said: string): ActionError {
  const fix =
    'Run the job again. If the Docker daemon is running, it sends the request with its own proxy and certificates, and stops after 15 seconds. `client: file` does not use it.';
  return new ActionError('service-failed', {
    problem: `${client} tried several times, but could not reach ${host}. ${said}`,
    ...(SERVICE.test(text) ? STATUS_ADVICE : { fix, link: LINKS.connection }),
  });
}
