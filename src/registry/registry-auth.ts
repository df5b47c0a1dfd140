import * as v from 'valibot';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { Http } from '../http/http.ts';
import { unreadableReply } from '../http/refusal.ts';
import { type HttpReply, readBody } from '../http/reply.ts';
import { encodeBasic, mask } from '../runner/mask.ts';
import { disarm } from '../text/disarm.ts';
import { optionalText } from '../text/schemas.ts';
import type { BasicCredential } from './registry.ts';
import { explainRegistryRefusal } from './registry-error.ts';
import { sendToRegistry } from './send.ts';

const BearerSchema = v.object({ token: optionalText, access_token: optionalText });

/**
 * Requests a bearer token from a registry, as every container client does at login and before each pull.
 *
 * Source: Docker Registry token authentication. The token endpoint of ICR is `/oauth/token`, and its service is
 * `registry`.
 *
 * @param scope `repository:ns/app:pull`. Without it, only the credential is checked.
 * @returns the bearer token, masked.
 * @throws ActionError if the registry refuses, or cannot be reached in time.
 */
export async function authenticate(
  http: Http,
  host: string,
  credential: BasicCredential,
  scope?: string,
): Promise<string> {
  const known = tokenUrl(`https://${host}/oauth/token`, 'registry', scope);
  let reply = await requestToken(http, known, credential);
  if (reply.status === 404) {
    const { realm, service } = await askForRealm(http, host);
    reply = await requestToken(http, tokenUrl(realm, service, scope), credential);
  }
  if (reply.status !== 200) {
    throw explainRegistryRefusal(reply, `The login to ${host} failed`, credential);
  }
  const answer = readBody(BearerSchema, reply);
  const bearer = answer?.token ?? answer?.access_token;
  if (bearer === undefined) {
    throw unreadableReply(reply, 'a token of the registry');
  }
  mask(bearer);
  return bearer;
}

function tokenUrl(realm: string, service: string, scope: string | undefined): string {
  const url = new URL(realm);
  url.searchParams.set('service', service);
  if (scope !== undefined) {
    url.searchParams.set('scope', scope);
  }
  return url.href;
}

function requestToken(http: Http, url: string, credential: BasicCredential): Promise<HttpReply> {
  const basic = encodeBasic(credential.username, credential.secret);
  const headers = { accept: 'application/json', authorization: `Basic ${basic}` };
  return sendToRegistry(http, { method: 'GET', url, headers }, { repeat: 'always' });
}

interface Challenge {
  readonly realm: string;
  readonly service: string;
}

async function askForRealm(http: Http, host: string): Promise<Challenge> {
  const url = `https://${host}/v2/`;
  const reply = await sendToRegistry(http, { method: 'GET', url }, { repeat: 'always' });
  const challenge = parseChallenge(reply.headers['www-authenticate'] ?? '');
  if (challenge === undefined) {
    throw unreadableReply(reply, 'the challenge of a registry');
  }
  const { protocol, host: realmHost, username } = new URL(challenge.realm);
  // The credential is sent to the realm, so the realm must be the registry itself.
  if (protocol !== 'https:' || realmHost !== host || username !== '') {
    throw new ActionError('realm-foreign', {
      problem: `${host} asked for the credential to be sent to ${disarm(challenge.realm)}. It was not sent.`,
      fix: 'Check whether a proxy on your network is answering instead of IBM Cloud. If not, report this to IBM.',
      link: LINKS.connection,
      transactionId: reply.transactionId,
    });
  }
  return challenge;
}

/**
 * Parses `Bearer realm="https://…", service="registry"`, with or without quotes: the sister registry cp.icr.io sends no
 * quotes.
 *
 * @returns `undefined` if this is not a challenge for a bearer token.
 */
export function parseChallenge(header: string): Challenge | undefined {
  // The header may have challenges of other kinds before and after the one for a bearer token.
  const challenge = header
    .split(/(?:^|,)\s*(?=[a-z]+\s+\w+=)/i)
    .find((one) => /^bearer\s/i.test(one));
  const parameters = new Map<string, string>();
  for (const match of (challenge ?? '').matchAll(/(\w+)=(?:"([^"]*)"|([^",\s]+))/g)) {
    parameters.set(String(match[1]).toLowerCase(), match[2] ?? String(match[3]));
  }
  const realm = parameters.get('realm') ?? '';
  return URL.canParse(realm)
    ? { realm, service: parameters.get('service') ?? 'registry' }
    : undefined;
}
