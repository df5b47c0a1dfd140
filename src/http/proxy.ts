import type { RequestOptions } from 'node:http';
import type { HttpClient } from '@actions/http-client';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';

const ADDRESSES = ['https_proxy', 'HTTPS_PROXY'] as const;
const EXCEPTIONS = ['no_proxy', 'NO_PROXY'] as const;

/**
 * Brings the variables of the proxy into the forms that `@actions/http-client` knows. It takes an address
 * without `http://` (`curl` and Docker take it) and one that cannot be decoded for no proxy at all, and would send the
 * secrets past the proxy. Of exceptions it knows `.icr.io`, but not `*.icr.io`.
 *
 * @throws ActionError `proxy-refused` for an address that cannot be used. It is not repeated: it may have a
 * password.
 */
export function prepareProxy(environment: NodeJS.ProcessEnv = process.env): void {
  for (const name of ADDRESSES) {
    const value = environment[name] ?? '';
    const address = value === '' || value.includes('://') ? value : `http://${value}`;
    if (/^socks/i.test(address)) {
      throw refuseProxy(
        `${name} is a SOCKS proxy. Docker can use one, and the requests of this action cannot.`,
        'Give HTTPS_PROXY the address of an HTTP proxy, or add the hosts of IBM Cloud to NO_PROXY if they are reached directly.',
      );
    }
    if (address !== '' && !isUsable(address)) {
      throw refuseProxy(
        `${name} is not the address of a proxy.`,
        'Give it as http://host:port, or http://user:password@host:port, without quotes; write % in the password as %25, and @ as %40.',
      );
    }
    if (address !== value) {
      environment[name] = address;
    }
  }
  for (const name of EXCEPTIONS) {
    const hosts = environment[name];
    if (hosts !== undefined) {
      environment[name] = hosts.replace(/(?<![^\s,])\*\./g, '.');
    }
  }
}

function refuseProxy(problem: string, fix: string): ActionError {
  return new ActionError('proxy-refused', { problem, fix, link: LINKS.runnerProxy });
}

function isUsable(address: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(address);
    decodeURIComponent(username);
    decodeURIComponent(password);
    // A host in quotes is one, for a URL.
    return /^https?:$/.test(protocol) && /^[\w.:[\]-]+$/.test(hostname);
  } catch {
    // Neither a URL, nor one whose credentials can be decoded.
    return false;
  }
}

/** What clients say of a proxy that was addressed by TLS and does not speak it. */
const PLAIN_PROXY = /first record does not look like a TLS handshake|wrong version number|EPROTO/;

/** What to do about a proxy that does not speak TLS, where a client's words tell of one. */
export function adviseOnPlainProxy(words: string): string | undefined {
  return PLAIN_PROXY.test(words)
    ? 'Write HTTPS_PROXY with http:// at its start: the name of the variable is about the requests, and this proxy is addressed without TLS.'
    : undefined;
}

type RequestHandler = NonNullable<ConstructorParameters<typeof HttpClient>[1]>[number];

/**
 * Lets a proxy have an IPv6 address: of `http://[::1]:3128`, `@actions/http-client` hands the brackets on, and
 * Node.js would look for a host of that name.
 */
export const UNWRAP_IPV6: RequestHandler = {
  prepareRequest: ({ agent }: RequestOptions) => {
    const proxy = (agent as { proxyOptions?: { host?: string } } | undefined)?.proxyOptions;
    if (proxy?.host?.startsWith('[') === true) {
      proxy.host = proxy.host.slice(1, -1);
    }
  },
  canHandleAuthentication: () => false,
  /* v8 ignore next -- the type demands it, and the client calls it only after `canHandleAuthentication` says yes */
  handleAuthentication: () => Promise.reject(new Error('A reply is never answered twice.')),
};

/** Names the proxy of the environment in a sentence, without its password: `the proxy 10.0.0.1:3128`. */
export function nameProxy(environment: NodeJS.ProcessEnv = process.env): string {
  const address = ADDRESSES.map((name) => environment[name]).find((value) => value) ?? '';
  const url = address.includes('://') ? address : `http://${address}`;
  return URL.canParse(url) && address !== '' ? `the proxy ${new URL(url).host}` : 'the proxy';
}
