import type { Http } from '../http/http.ts';
import { unreadableReply } from '../http/refusal.ts';
import { mask } from '../runner/mask.ts';
import { parseJsonObject, stringMember } from '../text/json.ts';
import { type Claims, readClaims } from './claims.ts';
import { explainIamRefusal } from './iam-error.ts';

/** An access token of IBM Cloud IAM, good for at most an hour. */
export interface IamToken {
  readonly value: string;
  /** `undefined` where it says nothing of itself. */
  readonly claims: Claims | undefined;
}

/**
 * The token service of IBM Cloud IAM.
 *
 * Source: IAM Identity API, `POST /identity/token`.
 */
export class Iam {
  readonly #http: Http;
  readonly #url: string;

  /** @param url the endpoint without a slash at its end: `https://iam.cloud.ibm.com`. */
  constructor(http: Http, url: string) {
    this.#http = http;
    this.#url = url;
  }

  /**
   * Exchanges an API key for an access token. No client authentication is sent, so that IAM makes no
   * refresh token.
   *
   * @param accountId lets IAM refuse a key of another account.
   * @throws ActionError where IAM refuses, or cannot be reached in time.
   */
  async exchangeApiKey(apiKey: string, accountId: string | undefined): Promise<IamToken> {
    const form = new URLSearchParams({
      grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
      apikey: apiKey,
    });
    const headers = accountId === undefined ? {} : { 'ibm-cloud-tenant': accountId };
    return this.#requestToken(form, headers, 'The API key was not exchanged for an access token');
  }

  async #requestToken(
    form: URLSearchParams,
    headers: Readonly<Record<string, string>>,
    intent: string,
  ): Promise<IamToken> {
    const reply = await this.#http.send(
      {
        method: 'POST',
        url: `${this.#url}/identity/token`,
        headers: {
          ...headers,
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: form.toString(),
      },
      { repeat: 'always' },
    );
    if (reply.status !== 200) {
      throw explainIamRefusal(reply, intent, headers['ibm-cloud-tenant']);
    }
    const value = stringMember(parseJsonObject(reply.body) ?? {}, 'access_token');
    if (value !== undefined) {
      mask(value, 'iambearer');
    }
    const claims = value === undefined ? undefined : readClaims(value);
    if (value === undefined || claims === undefined) {
      throw unreadableReply(reply, 'an access token');
    }
    return { value, claims };
  }
}
