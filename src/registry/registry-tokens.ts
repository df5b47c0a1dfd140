import * as v from 'valibot';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { Http } from '../http/http.ts';
import { describeReply, unreadableReply } from '../http/refusal.ts';
import { type HttpReply, isGood, readBody } from '../http/reply.ts';
import type { IamToken } from '../iam/iam.ts';
import { mask } from '../runner/mask.ts';
import { optionalNumber, optionalText } from '../text/schemas.ts';
import { explainRegistryRefusal } from './registry-error.ts';
import { sendToRegistry } from './send.ts';

/** How long a registry token without `permanent` is valid. */
export const REGISTRY_TOKEN_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Matches the ID of a registry token: only characters that are safe in a URL, in the log and in a command. */
export const REGISTRY_TOKEN_ID = /^[\w-]{1,64}$/;

/** What a registry token allows, in every namespace of the account in its region. */
export type RegistryTokenAccess = 'read' | 'read-write';

/** How to create a registry token. */
export interface NewRegistryToken {
  readonly description: string;
  readonly access: RegistryTokenAccess;
  /** Whether the token never expires. Otherwise, it is valid for 24 hours. */
  readonly permanent: boolean;
}

/** A registry token as the registry lists it. */
export interface ListedRegistryToken {
  readonly id: string;
  readonly description: string;
  /** `undefined` if it never expires. */
  readonly expiresAt: Date | undefined;
}

const IssuedSchema = v.object({ token: v.pipe(v.string(), v.nonEmpty()) });

/** Ignores entries that are not tokens. */
const ListSchema = v.object({
  tokens: v.array(
    v.fallback(
      v.optional(
        v.object({
          _id: v.pipe(v.string(), v.regex(REGISTRY_TOKEN_ID)),
          secondary_owner: optionalText,
          expiry: optionalNumber,
        }),
      ),
      undefined,
    ),
  ),
});

/** Statuses of an API that no longer exists. */
const GONE: ReadonlySet<number> = new Set([404, 405, 410, 501]);

/**
 * Adds, lists, gets and removes registry tokens of one registry.
 *
 * Source: bluemix-go, `registryv1/tokens.go`. IBM's public service has discontinued this API. What it answers today is
 * not documented, so all statuses that can mean "gone" are recognized.
 */
export class RegistryTokens {
  readonly #http: Http;
  readonly #host: string;
  readonly #authorityEndsAt: Date | undefined;
  readonly #headers: Readonly<Record<string, string>>;

  /**
   * @param iamToken authorizes all requests.
   * @throws ActionError `account-unknown`, see {@link readAccount}.
   */
  constructor(http: Http, host: string, iamToken: IamToken) {
    this.#http = http;
    this.#host = host;
    this.#authorityEndsAt = iamToken.claims?.expiresAt;
    this.#headers = {
      accept: 'application/json',
      account: readAccount(iamToken),
      authorization: `Bearer ${iamToken.value}`,
    };
  }

  /**
   * Creates a token. The request is not repeated after a lost reply, because that could create a second token.
   *
   * @returns the value of the token, masked.
   * @throws ActionError if the registry refuses, or cannot be reached in time.
   */
  async add({ description, access, permanent }: NewRegistryToken): Promise<string> {
    const query = new URLSearchParams({
      description,
      permanent: String(permanent),
      write: String(access === 'read-write'),
    });
    const url = `${this.#url('')}?${query}`;
    const reply = await sendToRegistry(
      this.#http,
      { method: 'POST', url, headers: this.#headers, body: '' },
      { repeat: 'when-refused' },
    );
    return this.#readValue(reply, 'No registry token was created');
  }

  /** Fetches the value of an existing token, and masks it. */
  async get(id: string): Promise<string> {
    const reply = await this.#send('GET', id);
    if (reply.status === 404) {
      throw new ActionError('registry-token-not-found', {
        problem: `${this.#host} has no registry token with the ID in \`registry-token-id\`: it was removed, or it belongs to another account or region, or the registry no longer offers registry tokens. ${describeReply(reply)}`,
        fix: 'Compare the ID with the list of registry tokens of this region, or log in with `api-key`.',
        link: LINKS.accessTokens,
        transactionId: reply.transactionId,
      });
    }
    return this.#readValue(reply, 'The registry token was not fetched');
  }

  /** Lists the account's tokens in this registry. */
  async list(): Promise<readonly ListedRegistryToken[]> {
    const reply = await this.#send('GET', '');
    if (reply.status !== 200) {
      throw this.#refuse(reply, 'The registry tokens were not listed');
    }
    const list = readBody(ListSchema, reply);
    if (list === undefined) {
      throw unreadableReply(reply, 'a list of registry tokens');
    }
    return list.tokens.flatMap((token) => {
      if (token === undefined) {
        return [];
      }
      const { _id: id, secondary_owner: description = '', expiry } = token;
      // 0 stands for no expiry in other APIs of IBM Cloud. Whether it does here is not documented.
      const expiresAt = expiry ? new Date(expiry * 1000) : undefined;
      return [{ id, description, expiresAt }];
    });
  }

  /** Removes a token. Returns `gone` if the registry cannot find the ID. */
  async remove(id: string): Promise<'revoked' | 'gone'> {
    const reply = await this.#send('DELETE', id);
    const isGone = reply.status === 404 || reply.status === 410;
    if (!isGone && !isGood(reply)) {
      throw this.#refuse(reply, `The registry token ${id} was not revoked`);
    }
    if (/html/i.test(reply.headers['content-type'] ?? '')) {
      throw unreadableReply(reply, 'an answer from the registry');
    }
    return isGone ? 'gone' : 'revoked';
  }

  #refuse(reply: HttpReply, intent: string): ActionError {
    return explainRegistryRefusal(reply, intent, undefined, this.#authorityEndsAt);
  }

  #url(id: string): string {
    const base = `https://${this.#host}/api/v1/tokens`;
    return id === '' ? base : `${base}/${encodeURIComponent(id)}`;
  }

  #send(method: 'GET' | 'DELETE', id: string): Promise<HttpReply> {
    return sendToRegistry(
      this.#http,
      { method, url: this.#url(id), headers: this.#headers },
      { repeat: 'always' },
    );
  }

  #readValue(reply: HttpReply, intent: string): string {
    if (!isGood(reply)) {
      throw isDiscontinued(reply)
        ? explainDiscontinued(reply, intent)
        : this.#refuse(reply, intent);
    }
    const value = readBody(IssuedSchema, reply)?.token;
    if (value === undefined) {
      throw unreadableReply(reply, 'a registry token');
    }
    mask(value, 'token');
    return value;
  }
}

/**
 * Reads the account from an IAM access token. Every request about registry tokens must name it.
 *
 * @throws ActionError `account-unknown` if the token does not name an account.
 */
function readAccount({ claims }: IamToken): string {
  const account = claims?.accountId;
  if (account === undefined) {
    throw new ActionError('account-unknown', {
      problem:
        'The IAM access token does not say which account it belongs to, and registry tokens belong to an account.',
      fix: 'Use the API key of a service ID, or an access token for an account (`ibmcloud target -c ACCOUNT_ID`).',
      link: LINKS.accessTokens,
    });
  }
  return account;
}

function isDiscontinued({ status, body }: HttpReply): boolean {
  return GONE.has(status) || /discontinued/i.test(body);
}

function explainDiscontinued(reply: HttpReply, intent: string): ActionError {
  return new ActionError('registry-tokens-discontinued', {
    problem: `${intent}: this registry no longer offers registry tokens. IBM Cloud stopped issuing them on 1 July 2019 and accepting them on 19 August 2021. ${describeReply(reply)}`,
    fix: 'Instead of `mint: registry-token`, use `mint: api-key`, and set `service-id` to a service ID with the Reader role. Instead of `registry-token-id`, log in with `api-key`.',
    link: LINKS.accessTokens,
    transactionId: reply.transactionId,
  });
}
