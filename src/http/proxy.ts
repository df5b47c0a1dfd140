import type { RequestOptions } from 'node:http';
import type { HttpClient } from '@actions/http-client';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';

const ADDRESSES = ['https_proxy', 'HTTPS_PROXY'] as const;
/** How to write the address of a proxy. */
export const ADDRESS_ADVICE =
  'Give it as http://host:port, or http://user:password@host:port, without quotes or spaces. In the username and the password, percent-encode every special character: % is %25, @ is %40, # is %23, / is %2F, and \\ is %5C.';
const EXCEPTIONS = ['no_proxy', 'NO_PROXY'] as const;

/**
 * Converts the proxy variables to the forms that `@actions/http-client` supports. For an address without `http://`
 * (which `curl` and Docker accept) or one that cannot be decoded, it would bypass the proxy with the secrets. In
 * exceptions, it supports `.icr.io`, but not `*.icr.io`.
 *
 * @throws ActionError `proxy-refused` for an address that cannot be used. The error does not repeat the address, which
 * may contain a password.
 */
export function prepareProxy(environment: NodeJS.ProcessEnv = process.env): void {
  const prepared = readProxies(environment);
  for (const name of ADDRESSES) {
    const address = prepared[name] ?? '';
    if (/^socks/i.test(address)) {
      throw refuseProxy(
        `${name} is a SOCKS proxy. Docker can use such a proxy, but this action cannot.`,
        'Set HTTPS_PROXY to the address of an HTTP proxy, or add the hosts of IBM Cloud to NO_PROXY if the runner can connect to them directly.',
      );
    }
    if (address !== '' && !isUsable(address)) {
      throw refuseProxy(`${name} is not the address of a proxy.`, ADDRESS_ADVICE);
    }
  }
  Object.assign(environment, prepared);
}

/** The proxy variables that are set, in the forms that `@actions/http-client` supports. */
export function readProxies(
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> {
  const read = (names: readonly string[], prepare: (value: string) => string) =>
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, prepare(value)] as const];
    });
  return Object.fromEntries([
    ...read(ADDRESSES, (value) =>
      value === '' || value.includes('://') ? value : `http://${value}`,
    ),
    ...read(EXCEPTIONS, (value) => value.replace(/(?<![^\s,])\*\./g, '.')),
  ]);
}

/**
 * Finds the variable of a proxy whose address is invalid, for example because of a trailing space. The container clients
 * are written in Go, which ignores such a proxy silently.
 */
export function findUnusableProxy(
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return ADDRESSES.find((name) => {
    const value = environment[name] ?? '';
    const address = value.includes('://') ? value : `http://${value}`;
    return value !== '' && (/\s/.test(value) || !isUsable(address));
  });
}

function refuseProxy(problem: string, fix: string): ActionError {
  return new ActionError('proxy-refused', { problem, fix, link: LINKS.runnerProxy });
}

function isUsable(address: string): boolean {
  try {
    const { protocol, hostname, username, password, pathname, search, hash } = new URL(address);
    decodeURIComponent(username);
    decodeURIComponent(password);
    // In `domain\user:password@proxy`, Node.js reads the domain as the host, and the rest as a path.
    const isCut = `${pathname}${search}${hash}`.includes('@');
    // The parser of URLs accepts a host in quotes.
    return !isCut && /^https?:$/.test(protocol) && /^[\w.:[\]-]+$/.test(hostname);
  } catch {
    // This is not a URL, or its credentials cannot be decoded.
    return false;
  }
}

/** What clients say about a proxy that was contacted with TLS and does not support it. */
const PLAIN_PROXY = /first record does not look like a TLS handshake|wrong version number|EPROTO/;

/** Advises on a proxy without TLS. Returns `undefined` if the client's message is about something else. */
export function adviseOnPlainProxy(words: string): string | undefined {
  return PLAIN_PROXY.test(words)
    ? 'Start the value of HTTPS_PROXY with http://. The HTTPS in its name refers to the requests, but this proxy itself does not use TLS.'
    : undefined;
}

type RequestHandler = NonNullable<ConstructorParameters<typeof HttpClient>[1]>[number];

/**
 * Supports proxies with an IPv6 address. For `http://[::1]:3128`, `@actions/http-client` keeps the brackets, and
 * Node.js would search for a host of that name.
 */
export const UNWRAP_IPV6: RequestHandler = {
  prepareRequest: ({ agent }: RequestOptions) => {
    const proxy = (agent as { proxyOptions?: { host?: string } } | undefined)?.proxyOptions;
    if (proxy?.host?.startsWith('[') === true) {
      proxy.host = proxy.host.slice(1, -1);
    }
  },
  canHandleAuthentication: () => false,
  /* v8 ignore next -- The type requires it, but the client calls it only if `canHandleAuthentication` returns true. */
  handleAuthentication: () => Promise.reject(new Error('A reply is never answered twice.')),
};

/** Names the proxy of the environment in a sentence, without its password: `the proxy 10.0.0.1:3128`. */
export function nameProxy(environment: NodeJS.ProcessEnv = process.env): string {
  const address = ADDRESSES.map((name) => environment[name]).find((value) => value) ?? '';
  const url = address.includes('://') ? address : `http://${address}`;
  return URL.canParse(url) && address !== '' ? `the proxy ${new URL(url).host}` : 'the proxy';
}
