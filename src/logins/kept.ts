import { randomUUID } from 'node:crypto';

const PLACE = /^https:\/\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.icr-login\.invalid\//;

/**
 * A new name under which a credential helper keeps its previous entry for a host. No registry can have a name under
 * `.invalid` (RFC 2606), so no client ever sends that entry anywhere. The random part is in the hostname, because
 * clients and some helpers ignore the rest of a URL.
 */
export function nameKept(host: string): string {
  return `https://${randomUUID()}.icr-login.invalid/${host}`;
}

/**
 * Whether a text is such a name for a host. Every step of a job can write the journal, so a name in it must not
 * lead this action to move or remove any other login of a credential helper.
 */
export function isKeptName(text: string, host: string): boolean {
  return PLACE.test(text) && text.replace(PLACE, '') === host;
}
