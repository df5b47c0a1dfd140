import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';

const ADDRESSES = ['https_proxy', 'HTTPS_PROXY'] as const;
const EXCEPTIONS = ['no_proxy', 'NO_PROXY'] as const;

/**
 * Brings the variables of the proxy into the forms that `@actions/http-client` knows. It takes an address
 * without `http://` (curl and Docker take it) and one that cannot be decoded for no proxy at all, and would send the
 * secrets past the proxy. Of exceptions it knows `.icr.io`, but not `*.icr.io`.
 *
 * @throws ActionError `proxy-refused` for an address that is none. It is not repeated: it may have a password.
 */
export function prepareProxy(environment: NodeJS.ProcessEnv = process.env): void {
  for (const name of ADDRESSES) {
    const value = environment[name] ?? '';
    const address = value === '' || value.includes('://') ? value : `http://${value}`;
    if (address !== '' && !isUsable(address)) {
      throw new ActionError('proxy-refused', {
        problem: `${name} is not the address of a proxy.`,
        fix: 'Give it as http://host:port, or http://user:password@host:port; write % in the password as %25, and @ as %40.',
        link: LINKS.runnerProxy,
      });
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

function isUsable(address: string): boolean {
  try {
    const { hostname, username, password } = new URL(address);
    decodeURIComponent(username);
    decodeURIComponent(password);
    return hostname !== '';
  } catch {
    // Neither a URL, nor one whose credentials can be decoded.
    return false;
  }
}
