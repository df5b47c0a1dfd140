import { readTellingLines } from '../runner/program-result.ts';

/** A client says what is wrong in its last lines; no more of them is looked at. */
const READ_CHARACTERS = 4_000;

/** Whose failure a client's words tell of. */
export type Party = 'store' | 'machine' | 'daemon' | 'proxy' | 'registry';

/** Of a disk that takes no more. */
export const DISK =
  /no space left on device|disk quota exceeded|read-only file system|file too large/i;
/** Of a program that was made for another machine: some shells take it for a script. */
export const PROGRAM =
  /exec format error|cannot execute binary file|\bsyntax error: .{0,60}unexpected/i;

/**
 * The words by which each is known; the first that fits counts, the rest is of the registry. Sources: docker/cli
 * `login.go`, moby `client/request.go` and `client/errors.go` of versions 17 to 29, Go's `net` and `x509`.
 */
const WORDS: readonly (readonly [Party, RegExp])[] = [
  ['store', /\berror (?:saving|storing|getting|erasing) credentials/i],
  // What a registry denies starts with `denied:` or `unauthorized:`.
  ['machine', /(?<!\b(?:denied|unauthorized): )permission denied|\baccess is denied/i],
  ['machine', /\bdial unix \S{1,200} connect: \S{0,40} ?denied|operation not permitted/i],
  ['machine', /snap-confine|apparmor="denied"|\bfork\/exec\b/i],
  ['machine', /cannot allocate memory|too many open files/i],
  ['machine', DISK],
  ['machine', PROGRAM],
  ['daemon', /error during connect|(?:cannot|failed to) connect to the docker (?:daemon|api)/i],
  ['daemon', /is the docker daemon running|unable to resolve docker endpoint/i],
  ['daemon', /tls-enabled daemon without tls|tls client certification settings/i],
  ['proxy', /proxyconnect|socks connect|invalid proxy address/i],
  // A registry that refuses says so with a number, or with its own text.
  ['proxy', /proxy authentication required|\b407\b|": Forbidden\s*$/i],
];

/** The host that was looked up. */
const LOOKUP = /\blookup "?([^\s:"]{1,253})/i;
/** Of a host that no name service knows, or whose name service does not answer. */
export const UNKNOWN_HOST = /no such host|server misbehaving|temporary failure in name resolution/i;

/**
 * What container clients print of failures that may pass. `EOF` is a connection that was closed. Of a proxy
 * that opens no tunnel they print the words of its status, without the number.
 */
export const TRANSIENT =
  /\b(?:408|429|50\d)\b|bad gateway|service unavailable|gateway timeout|internal server error|too ?many ?requests|connection reset|connection refused|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|Client\.Timeout|context deadline exceeded|temporary failure|server misbehaving|network is unreachable|no route to host/i;

/**
 * Docker asks for the challenge first. Where that reply was an error, it logs in without the credential; a
 * credential that is refused has another text.
 */
const LOST_CHALLENGE = /login attempt to \S+ failed with status: 401/;

/** Of a certificate that is not trusted. */
export const CERTIFICATE = /\bx509\b|\bcertificate\b/i;

/** Whether starting the client again may help. */
export function isTransientFailure(output: string, host: string): boolean {
  const text = readWords(output);
  const party = findParty(text, host);
  if (party === 'store' || party === 'machine' || CERTIFICATE.test(text)) {
    return false;
  }
  return TRANSIENT.test(text) || LOST_CHALLENGE.test(text);
}

/** The host that the words of a client say was looked up. */
export function findLookedUp(text: string): string | undefined {
  return LOOKUP.exec(text)?.[1];
}

/**
 * What is looked at of a client's output. Warnings have nothing to do with the failure: Docker continues without a
 * config that it cannot read.
 */
export function readWords(output: string): string {
  return readTellingLines(output).join('\n').slice(-READ_CHARACTERS);
}

/** Says whose failure the words tell of, at a login to this host. */
export function findParty(text: string, host: string): Party {
  const known = WORDS.find(([, words]) => words.test(text))?.[0];
  if (known !== undefined) {
    return known;
  }
  const foreign = findLookedUp(text);
  const isForeign = foreign !== undefined && foreign !== host && !text.includes(`//${foreign}`);
  return isForeign ? 'proxy' : 'registry';
}
