import { readTellingLines } from '../runner/program.ts';

/** How much of the end of a client's output is searched. Clients print the cause last. */
const READ_CHARACTERS = 4_000;

/** Matches the ID of a request in an error of the registry. Three of its digits look like a status: `72-1540337041.503-9`. */
const REQUEST_ID = /\b\d{1,20}-\d{1,20}\.\d{1,20}-\d{1,20}\b/g;

/** What caused the failure that a client prints. */
export type Party = 'store' | 'machine' | 'daemon' | 'proxy' | 'registry';

/** Matches errors of a full or read-only disk. */
export const DISK =
  /no space left on device|disk quota exceeded|read-only file system|file too large/i;
/** Matches errors of a program for another kind of machine. Some shells run it as a script. */
export const PROGRAM =
  /exec format error|cannot execute binary file|\bsyntax error: .{0,60}unexpected/i;

/** Matches the refusal of a daemon, of its authorization plug-in, or of a proxy in front of its socket. */
export const DAEMON_REFUSAL =
  /request returned .{1,100}(?: for API route|; check if the server supports)|API returned a \d{3} .{1,60} but provided no error-message|authorization denied by plugin|error response from daemon: <(?:!doctype|html)/i;

/** Matches a daemon that is much newer than the client, or DOCKER_API_VERSION that is too high for it. */
export const DAEMON_VERSION =
  /client version [\d.]{1,20} is too (?:old|new)|requires API version [\d.]{1,20}, but/i;

/**
 * Matches the error of a proxy that refuses a connection: Go prints only the text of its status. The refusal of a registry
 * has a number or its own text. Until Go 1.13, there are no quotes around the URL. Texts of temporary failures are excluded,
 * see {@link isTemporary}.
 */
const TUNNEL_REFUSED =
  /(?:"|\bhttps:\/\/\S{1,500}): (?!EOF\b|Bad Gateway|Gateway Time|Service Unavailable|Internal Server Error|Too Many Requests|Request Time)[A-Z][A-Za-z' -]{1,80}$/m;
/** Matches the error of a proxy whose status has no text. */
const TUNNEL_REFUSED_SILENTLY =
  /\b(?:Get|Head|Post) "?https:[^"\s]{1,500}"?: ?(?:unknown status code)?$/m;

/**
 * Expressions that identify the cause. The first match counts, and anything else comes from the registry. Sources:
 * docker/cli `login.go`, moby `client/request.go` and `client/errors.go` of versions 17 to 29, Go's `net` and `x509`.
 */
const WORDS: readonly (readonly [Party, RegExp])[] = [
  ['store', /\berror (?:saving|storing|getting|erasing) credentials/i],
  // A message that starts with `denied:` or `unauthorized:` comes from the registry, and Docker 29 adds these words to its
  // status 403. SSH, which can connect to a daemon, adds the methods that it tried.
  [
    'machine',
    /(?<!\b(?:denied|unauthorized|forbidden): )permission denied(?! \()|\baccess is denied/i,
  ],
  ['machine', /\bdial unix \S{1,200} connect: \S{0,40} ?denied|operation not permitted/i],
  ['machine', /snap-confine|\bsnap cgroup|apparmor="denied"|\bavc: +denied|\bfork\/exec\b/i],
  ['machine', /cannot allocate memory|too many open files/i],
  ['machine', /in a way forbidden by its access permissions/i],
  ['machine', DISK],
  ['machine', PROGRAM],
  ['daemon', /error during connect|(?:cannot|failed to) connect to the docker (?:daemon|api)/i],
  [
    'daemon',
    /is the docker daemon running|unable to (?:resolve docker endpoint|parse docker host)/i,
  ],
  ['daemon', /(?:cannot|unable to) connect to (?:the )?podman/i],
  ['daemon', DAEMON_REFUSAL],
  ['daemon', DAEMON_VERSION],
  ['daemon', /tls-enabled daemon without tls|tls client certification settings/i],
  ['proxy', /proxyconnect|socks connect|invalid proxy address/i],
  ['proxy', /proxy authentication required|"?: authenticationrequired$|\b407\b/im],
  ['proxy', TUNNEL_REFUSED],
  ['proxy', TUNNEL_REFUSED_SILENTLY],
];

/** Matches the host that was looked up. */
const LOOKUP = /\blookup "?([^\s:"]{1,253})/i;
/**
 * Matches errors of a host that cannot be resolved, or whose name service does not answer. Go puts `lookup` and the host
 * before each of them.
 */
export const UNKNOWN_HOST =
  /\blookup \S{1,253}(?: on \S{1,100})?: |no such host|server misbehaving|temporary failure in name resolution/i;

/**
 * Matches temporary failures in the output of container clients. `EOF` is a connection that was closed. If a proxy does
 * not open a tunnel, clients print the text of its status without the number.
 */
const TRANSIENT =
  /\b(?:408|429|50\d)\b|bad gateway|service unavailable|gateway time-?out|internal server error|too ?many ?requests|connection reset|connection refused|broken pipe|\bEOF\b|i\/o timeout|TLS handshake timeout|Client\.Timeout|context deadline exceeded|temporary failure|server misbehaving|network is unreachable|no route to host|connection timed out|cannot assign requested address|\blookup \S{1,253}: try again/i;

/** The same on Windows, and if a server or a proxy closes a connection of HTTP/2 or one that was idle. */
const LOST_CONNECTION =
  /\bconnectex: (?:a connection attempt failed|no connection could be made|a socket operation was attempted)|\bwsa(?:recv|send): |\bGOAWAY\b|\bstream error: |client connection lost|server closed idle connection/i;

/** Whether the output of a client describes a temporary failure. */
export function isTemporary(text: string): boolean {
  return TRANSIENT.test(text) || LOST_CONNECTION.test(text);
}

/**
 * Docker requests the challenge first. If that reply was an error, it tries to log in without the credential. A refused
 * credential has another text.
 */
const LOST_CHALLENGE = /login attempt to \S+ failed with status: 401/;

/** Matches errors of a certificate that is not trusted. */
export const CERTIFICATE = /\bx509\b|\bcertificate\b/i;

/** Whether starting the client again may help. */
export function isTransientFailure(output: string, host: string): boolean {
  const text = readWords(output);
  const party = findParty(text, host);
  if (party === 'store' || party === 'machine' || CERTIFICATE.test(text)) {
    return false;
  }
  return isTemporary(text) || LOST_CHALLENGE.test(text);
}

/** Finds the host that was looked up, if the output of a client names it. */
export function findLookedUp(text: string): string | undefined {
  return LOOKUP.exec(text)?.[1];
}

/**
 * Returns the part of a client's output that is searched, without IDs and warnings. These have nothing to do with the
 * failure. For example, Docker warns about a config that it cannot read, and continues.
 */
export function readWords(output: string): string {
  return readTellingLines(output).join('\n').slice(-READ_CHARACTERS).replace(REQUEST_ID, '');
}

/** Finds what caused a failed login to this host. */
export function findParty(text: string, host: string): Party {
  const known = WORDS.find(([, words]) => words.test(text))?.[0];
  if (known !== undefined) {
    return known;
  }
  const foreign = findLookedUp(text);
  const isForeign = foreign !== undefined && foreign !== host && !text.includes(`//${foreign}`);
  return isForeign ? 'proxy' : 'registry';
}
