import { randomUUID } from 'node:crypto';

const PLACE = /^https:\/\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.icr-login\.invalid\//;

/**
 * A name under which a store keeps what it held for a host. No registry ever has a name below `.invalid`
 * (RFC 2606), so no client sends it anywhere; and the random part is in the host, because clients and some
 * helpers look at nothing else of an address.
 */
export function nameKept(host: string): string {
  return `https://${randomUUID()}.icr-login.invalid/${host}`;
}

/**
 * Whether a text is such a name for a host. Every step of a job can write the journal: no other login of a
 * store is to be moved or removed because of what stands in it.
 */
export function isKeptName(text: string, host: string): boolean {
  return PLACE.test(text) && text.replace(PLACE, '') === host;
}
