import { ActionError } from '../errors/action-error.ts';
import { quoteError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';

/** A request that got no reply. It may have been acted upon all the same, unless it was never sent. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError' as const;
  readonly host: string;
  /** Whether sending it again may help. */
  readonly isTransient: boolean;
  /** Whether it is certain that the request did not leave: there was no connection. */
  readonly isUnsent: boolean;

  constructor(host: string, cause: unknown) {
    // Errors of sockets are the system's too, and have nothing to do with its files.
    super(quoteError(cause), { cause });
    this.host = host;
    this.isTransient = !isLasting(cause, this.message);
    this.isUnsent = UNSENT_CODES.has(codeOf(cause)) || PROXY_FAILURE.test(this.message);
  }
}

/** No address, or nobody there. */
const UNSENT_CODES: ReadonlySet<string> = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ENOTFOUND']);
/** What the package `tunnel` says when the proxy opens no tunnel. */
const PROXY_FAILURE = /tunneling socket could not be established/;

const CERTIFICATE_CODES = /CERT|UNABLE_TO_|ERR_TLS|SELF_SIGNED|ERR_SSL/;
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
  // A name service that says there is no such host means it; a name service in trouble says EAI_AGAIN.
  const code = codeOf(cause);
  return code === 'ENOTFOUND' || code === 'EMSGSIZE' || CERTIFICATE_CODES.test(code);
}

/** Explains a request that got no reply, after the last try. */
export function explainNetworkError(error: NetworkError): ActionError {
  const { host, message, cause } = error;
  const code = codeOf(cause);
  if (PROXY_FAILURE.test(message)) {
    return new ActionError('proxy-refused', {
      problem: `The proxy of this machine did not connect to ${host}: ${message}`,
      fix: `Allow ${host}:443 in the proxy, check the address and the credentials in HTTPS_PROXY, or add ${host} to NO_PROXY if it is reached directly.`,
      link: LINKS.runnerProxy,
      cause,
    });
  }
  if (CERTIFICATE_CODES.test(code)) {
    return new ActionError('certificate-not-trusted', {
      problem: `The certificate of ${host} is not trusted (${code}): ${message}`,
      fix: 'If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its certificate authority for the whole runner. If not, somebody may be in between: do not go on.',
      link: LINKS.runnerProxy,
      cause,
    });
  }
  if (code === 'ENOTFOUND') {
    return new ActionError('host-unknown', {
      problem: `The host ${host} is not known to the name service of this machine.`,
      fix: 'Check the spelling in `region` or `iam-url`. Private hosts are known only where the runner is connected to the IBM Cloud private network.',
      link: LINKS.connection,
      cause,
    });
  }
  return new ActionError('network-failed', {
    problem: `There was no usable reply from ${host}: ${message}`,
    fix: 'Run the job again. If it stays, check that the firewall of the runner lets it reach this host on port 443.',
    link: LINKS.connection,
    cause,
  });
}
