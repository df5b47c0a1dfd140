import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { findKnownRefusal, refusedCredential } from '../registry/registry-error.ts';
import { describeResult, type ProgramResult } from '../runner/program-result.ts';

/**
 * What container clients print of failures that may pass. `EOF` is a connection that was closed. Of a proxy
 * that opens no tunnel they print the words of its status, without the number.
 */
const TRANSIENT =
  /\b(?:408|429|50\d)\b|bad gateway|service unavailable|gateway timeout|internal server error|too ?many ?requests|connection reset|connection refused|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|Client\.Timeout|context deadline exceeded|temporary failure|server misbehaving|network is unreachable|no route to host/i;

/**
 * Docker asks for the challenge first. Where that reply was an error, it logs in without the credential; a
 * credential that is refused has another text.
 */
const LOST_CHALLENGE = /login attempt to \S+ failed with status: 401/;

const RATE_LIMIT = /\b429\b|too ?many ?requests/i;

/** A registry that refuses says so with a number, or with its own text. */
const PROXY_REFUSAL = /proxyconnect|proxy authentication required|\b407\b|": Forbidden\s*$/i;

/** Whether starting the client again may help. */
export function isTransientFailure(output: string): boolean {
  return TRANSIENT.test(output) || LOST_CHALLENGE.test(output);
}

/** What a container client was asked to do. */
export interface FailedLogin {
  readonly client: string;
  readonly host: string;
  readonly username: string;
}

/** Explains why a container client could not log in. */
export function explainClientFailure(
  { client, host, username }: FailedLogin,
  result: ProgramResult,
): ActionError {
  const { output } = result;
  const said = `\`${client} login ${host}\` ${describeResult(result)}`;
  const known = findKnownRefusal(output, username);
  if (known !== undefined) {
    return new ActionError(known.code, { ...known, problem: `${known.problem} ${said}` });
  }
  if (/x509|certificate/i.test(output)) {
    return new ActionError('certificate-not-trusted', {
      problem: `${client} does not trust the certificate of ${host}. ${said}`,
      fix: `If a proxy inspects TLS, add its certificate authority to the system's store (or SSL_CERT_FILE), and to Docker's daemon if one runs: it has certificates of its own. \`client: file\` uses NODE_EXTRA_CA_CERTS instead.`,
      link: LINKS.runnerProxy,
    });
  }
  if (/no such host/i.test(output)) {
    return new ActionError('host-unknown', {
      problem: `The host ${host} is not known to the name service. ${said}`,
      fix: 'Check the spelling in `region`. Private hosts are known only where the runner is connected to the IBM Cloud private network.',
      link: LINKS.connection,
    });
  }
  if (PROXY_REFUSAL.test(output)) {
    return new ActionError('proxy-refused', {
      problem: `The proxy did not connect ${client} to ${host}. ${said}`,
      fix: `Allow ${host}:443 in the proxy and check HTTPS_PROXY and NO_PROXY. Docker's daemon, if one runs, has a proxy of its own.`,
      link: LINKS.runnerProxy,
    });
  }
  if (RATE_LIMIT.test(output)) {
    return new ActionError('rate-limited', {
      problem: `${host} is receiving too many requests. ${said}`,
      fix: 'Start fewer jobs at the same time, or run this one again in some minutes.',
      link: LINKS.status,
    });
  }
  if (TRANSIENT.test(output)) {
    return new ActionError('service-failed', {
      problem: `${host} could not be reached by ${client}, in several tries. ${said}`,
      fix: "Run the job again. If Docker's daemon runs, it does the login with its own proxy, certificates and a limit of 15 seconds: `client: file` goes without it.",
      link: LINKS.connection,
    });
  }
  if (
    /\b40[013]\b|unauthorized|denied|incorrect username or password|invalid username/i.test(output)
  ) {
    return new ActionError('credential-refused', refusedCredential(host, said, username));
  }
  return new ActionError('check-failed', {
    problem: `${client} could not log in. ${said}`,
    fix: 'Read what the client says; if a signal ended it, the machine may have run out of memory. `client: file` needs no container client and may tell more.',
    link: LINKS.authentication,
  });
}
