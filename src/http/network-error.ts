import { ActionError } from '../errors/action-error.ts';
import { quoteError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import { adviseOnPlainProxy, nameProxy } from './proxy.ts';

/** A request that got no reply. The server may have processed it anyway, unless it was never sent. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError' as const;
  readonly host: string;
  /** Whether sending it again may help. */
  readonly isTransient: boolean;
  /** Whether it is certain that the request was not sent, because there was no connection. */
  readonly isUnsent: boolean;

  constructor(host: string, cause: unknown) {
    // Quoted, not described: a socket error is a system error too, and would be explained as one of the file system.
    super(quoteError(cause), { cause });
    this.host = host;
    this.isTransient = !isLasting(cause, this.message);
    this.isUnsent = isUnconnected(cause) || PROXY_FAILURE.test(this.message);
  }
}

/** What Node.js does before it sends anything: it resolves the host and opens a connection. */
const CONNECTING: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/** Whether there was no connection. Errors of an open connection can have the same codes. */
function isUnconnected(cause: unknown): boolean {
  return cause instanceof AggregateError
    ? cause.errors.every(isUnconnected)
    : cause instanceof Error && 'syscall' in cause && CONNECTING.has(cause.syscall);
}

/** What the package `tunnel` says if the proxy does not open a tunnel. */
const PROXY_FAILURE = /tunneling socket could not be established/;

/** The name of the proxy cannot be resolved. */
const PROXY_UNKNOWN = /cause=getaddrinfo ENOTFOUND/;
/** The proxy was contacted with TLS, but does not support it or is not trusted. */
const PROXY_TLS = /cause=.{0,200}(?:wrong version number|EPROTO|certificate)/;
/** The machine itself forbids the connection. */
const FORBIDDEN_CODES: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);
/** The host has no address, or its name service fails. On Alpine Linux, a name service that refuses to answer is EAI_FAIL. */
const NAME_SERVICE_CODES: ReadonlySet<string> = new Set(['EAI_AGAIN', 'EAI_FAIL', 'ENOTFOUND']);
/** The certificate is not valid at the time that this machine's clock shows. */
const WRONG_TIME: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
/** The default host of IAM, which no user has typed. */
const IAM_HOST = 'iam.cloud.ibm.com';

const CERTIFICATE_CODES = /CERT|UNABLE_TO_|ERR_TLS|SELF_SIGNED|ERR_SSL|HOSTNAME_MISMATCH/;
/**
 * The codes of certificates that Node.js does not accept even from a trusted authority. Some proxies that inspect TLS
 * make them, for example with SHA-1, for which the code is `UNSPECIFIED`.
 */
const UNACCEPTABLE_CODES: ReadonlySet<string> = new Set([
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'UNSPECIFIED',
]);

function isOfCertificate(code: string): boolean {
  return CERTIFICATE_CODES.test(code) || UNACCEPTABLE_CODES.has(code);
}

const PROXY_REFUSAL = /tunneling socket could not be established, statusCode=(\d{3})/;
const TRANSIENT_PROXY_STATUS = /^(?:408|429|5\d\d)$/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isLasting(cause: unknown, message: string): boolean {
  const proxyStatus = PROXY_REFUSAL.exec(message)?.[1];
  if (proxyStatus !== undefined) {
    return !TRANSIENT_PROXY_STATUS.test(proxyStatus);
  }
  if (PROXY_FAILURE.test(message)) {
    // Another try would fail in the same way.
    return PROXY_UNKNOWN.test(message) || PROXY_TLS.test(message);
  }
  // ENOTFOUND is the final answer of a name service. If the name service itself fails, the code is EAI_AGAIN.
  const code = codeOf(cause);
  const isForGood = code === 'ENOTFOUND' || code === 'EMSGSIZE' || FORBIDDEN_CODES.has(code);
  return isForGood || isOfCertificate(code);
}

/** Explains a request that got no reply, after the last try. */
export function explainNetworkError(error: NetworkError): ActionError {
  const { host, message, cause } = error;
  const code = codeOf(cause);
  if (PROXY_FAILURE.test(message)) {
    return explainProxy(error);
  }
  if (isOfCertificate(code)) {
    return explainCertificate(error, code);
  }
  if (NAME_SERVICE_CODES.has(code)) {
    return explainUnknownHost(host, { isOfTable: host === IAM_HOST, cause });
  }
  if (FORBIDDEN_CODES.has(code)) {
    return new ActionError('network-failed', {
      problem: `This machine blocked the connection to ${host}: ${message}`,
      fix: 'Check its firewall and its security software, and whether the runner is in a sandbox that forbids connections.',
      link: LINKS.runner,
      cause,
    });
  }
  return new ActionError('network-failed', {
    problem: `There was no usable reply from ${host}: ${message}`,
    fix: 'Run the job again. If it fails again, check that the firewall of the runner allows connections to this host on port 443.',
    link: LINKS.connection,
    cause,
  });
}

function explainProxy({ host, message, cause }: NetworkError): ActionError {
  const name = nameProxy();
  return new ActionError(
    'proxy-refused',
    PROXY_UNKNOWN.test(message)
      ? {
          problem: `This machine cannot resolve the host of ${name}, so it did not connect to ${host}: ${message}`,
          fix: `Correct HTTPS_PROXY, or add ${host} to NO_PROXY if the runner can connect to it directly.`,
          link: LINKS.runnerProxy,
          cause,
        }
      : {
          problem: `The proxy of this machine did not connect to ${host}: ${message}`,
          fix:
            adviseOnPlainProxy(message) ??
            `Allow ${host}:443 in ${name}, check the address and the credentials in HTTPS_PROXY, or add ${host} to NO_PROXY if the runner can connect to it directly.`,
          link: LINKS.runnerProxy,
          cause,
        },
  );
}

function explainCertificate({ host, message, cause }: NetworkError, code: string): ActionError {
  return new ActionError('certificate-not-trusted', {
    problem: `The certificate of ${host} is not trusted (${code}): ${message}`,
    ...adviseOnCertificate(code),
    cause,
  });
}

function adviseOnCertificate(code: string): { readonly fix: string; readonly link: string } {
  if (WRONG_TIME.has(code)) {
    return {
      fix: 'Compare the clock of this machine with the right time (`date --utc`) and set it. If the clock is right, something else is answering instead of IBM Cloud: do not continue.',
      link: LINKS.runner,
    };
  }
  const intercepted = 'If not, someone may be intercepting the connection: do not continue.';
  return UNACCEPTABLE_CODES.has(code)
    ? {
        fix: `If a proxy inspects TLS, ask its operator for certificates that meet today's requirements: a key of at least 2048 bits, SHA-256, and a certificate authority that is marked as one. ${intercepted}`,
        link: LINKS.runnerProxy,
      }
    : {
        fix: `If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its certificate authority for the whole runner. ${intercepted}`,
        link: LINKS.runnerProxy,
      };
}

/** Details about a host that cannot be resolved. */
interface UnknownHost {
  /** Whether the host is one that this version lists, so that its spelling is right. */
  readonly isOfTable: boolean;
  /** What a container client said about it. */
  readonly said?: string;
  readonly cause?: unknown;
}

/** Explains a host that this machine cannot resolve. */
export function explainUnknownHost(
  host: string,
  { isOfTable, said, cause }: UnknownHost,
): ActionError {
  const isPrivate = host.startsWith('private.');
  const problem =
    isOfTable && !isPrivate
      ? `This machine cannot resolve ${host}: its name service (DNS) cannot find the host, or does not respond.`
      : `This machine cannot resolve ${host}.`;
  const spelling = isOfTable ? '' : 'Check the spelling in `region` or `iam-url`. ';
  const network =
    isOfTable && !isPrivate
      ? "Check the DNS settings of the runner and of the job's container. Behind a proxy, set HTTPS_PROXY."
      : 'Private hosts resolve only on the IBM Cloud private network.';
  return new ActionError('host-unknown', {
    problem: said === undefined ? problem : `${problem} ${said}`,
    fix: `${spelling}${network}`,
    link: LINKS.connection,
    cause,
  });
}
