import type { SecureContext } from 'node:tls';
import { findService } from '../hosts.ts';
import { type CertificateAuthority, toSecureContext } from './certificates.ts';

type ContextCallback = (error: Error | null, context?: SecureContext) => void;

/** Signs a separate certificate for each IBM host that the shared certificate does not cover. */
export function createContextFinder(
  authority: CertificateAuthority,
  certified: readonly string[],
): (host: string, callback: ContextCallback) => void {
  const contexts = new Map<string, Promise<SecureContext>>();
  return (host, callback) => {
    const parent = host.replace(/^[^.]+/, '*');
    const isCertified = certified.includes(host) || certified.includes(parent);
    if (isCertified || findService(host) === undefined) {
      callback(null);
      return;
    }
    const context = contexts.get(host) ?? authority.sign(host, [host]).then(toSecureContext);
    contexts.set(host, context);
    context.then(
      (found) => callback(null, found),
      (error: Error) => callback(error),
    );
  };
}
