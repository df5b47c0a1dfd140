import * as v from 'valibot';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { Http } from '../http/http.ts';
import { unreadableReply } from '../http/refusal.ts';
import { type HttpReply, readBody, readDate } from '../http/reply.ts';
import { mask } from '../runner/mask.ts';
import type { Deadline } from '../time/deadline.ts';
import { type Claims, readClaims } from './claims.ts';
import {
  accountMismatch,
  explainIamRefusal,
  explainProfileRefusal,
  type GivenToIam,
} from './iam-error.ts';
import type { TrustedProfile } from './trusted-profile.ts';

/** An IAM access token, valid for at most an hour. */
export interface IamToken {
  readonly value: string;
  /** `undefined` if they cannot be read. */
  readonly claims: Claims | undefined;
  /** How far IBM Cloud's clock is ahead of this machine's; `undefined` if the token was not issued just now. */
  readonly clockOffsetMs: number | undefined;
}

/** A request for a token. */
interface TokenRequest {
  readonly form: URLSearchParams;
  /** What is tried, as the start of a sentence in errors. */
  readonly intent: string;
  /** Lets IAM refuse another account. */
  readonly accountId?: string | undefined;
  /** The profile that the token is for. */
  readonly profile?: TrustedProfile;
  /** What is exchanged, for errors. */
  readonly given?: GivenToIam;
}

const TokenSchema = v.object({ access_token: v.string() });

const GRANT = 'urn:ibm:params:oauth:grant-type';

/**
 * The token service of IBM Cloud IAM.
 *
 * Source: IAM Identity API, `POST /identity/token`.
 */
export class Iam {
  readonly #http: Http;
  readonly #url: string;

  /** The endpoint must not have a trailing slash: `https://iam.cloud.ibm.com`. */
  constructor(http: Http, url: string) {
    this.#http = http;
    this.#url = url;
  }

  /** The time limit for all network requests of the step together. */
  get deadline(): Deadline {
    return this.#http.deadline;
  }

  /**
   * Exchanges an API key for an access token. No client authentication is sent, so that IAM does not issue a refresh
   * token.
   *
   * @param accountId lets IAM refuse a key of another account.
   * @throws ActionError if IAM refuses, or cannot be reached in time.
   */
  async exchangeApiKey(apiKey: string, accountId: string | undefined): Promise<IamToken> {
    const form = new URLSearchParams({ grant_type: `${GRANT}:apikey`, apikey: apiKey });
    const intent = 'The API key was not exchanged for an access token';
    return this.#requestToken({ form, intent, accountId, given: { apiKey } });
  }

  /** Exchanges an access token for a token of a trusted profile. The profile must trust the identity of the token. */
  async assumeProfile(accessToken: string, profile: TrustedProfile): Promise<IamToken> {
    const form = new URLSearchParams({
      grant_type: `${GRANT}:assume`,
      access_token: accessToken,
      ...nameProfile(profile),
    });
    const intent = `The trusted profile ${profile.id} was not assumed`;
    const given = { expiresAt: readClaims(accessToken)?.expiresAt };
    return this.#requestToken({ form, intent, profile, given });
  }

  /** Exchanges the token of a compute resource for a token of a trusted profile. */
  async exchangeComputeToken(
    computeToken: string,
    profile: TrustedProfile,
    accountId: string | undefined,
  ): Promise<IamToken> {
    const form = new URLSearchParams({
      grant_type: `${GRANT}:cr-token`,
      cr_token: computeToken,
      ...nameProfile(profile),
    });
    const intent = `This compute resource did not get a token for the trusted profile ${profile.id}`;
    return this.#requestToken({ form, intent, profile, accountId });
  }

  /**
   * Finds out how far IBM Cloud's clock is ahead of this machine's, in milliseconds. Credentials expire by that clock.
   *
   * If the token was issued just now, its offset is returned. Otherwise, this sends a request that needs no permission.
   */
  async readClockOffset({ clockOffsetMs }: IamToken): Promise<number> {
    if (clockOffsetMs !== undefined) {
      return clockOffsetMs;
    }
    const request = { method: 'GET', url: `${this.#url}/identity/keys` } as const;
    const date = readDate(await this.#http.send(request, { repeat: 'always' }));
    return date === undefined ? 0 : date - Date.now();
  }

  async #requestToken({
    form,
    intent,
    accountId,
    profile,
    given = {},
  }: TokenRequest): Promise<IamToken> {
    const reply = await this.#http.send(
      {
        method: 'POST',
        url: `${this.#url}/identity/token`,
        headers: {
          ...(accountId === undefined ? {} : { 'ibm-cloud-tenant': accountId }),
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: form.toString(),
      },
      { repeat: 'always' },
    );
    if (reply.status !== 200) {
      throw profile === undefined
        ? explainIamRefusal(reply, intent, accountId, given)
        : explainProfileRefusal(reply, intent, accountId, given);
    }
    return readToken(reply);
  }
}

/**
 * Reads an access token that was issued just now, and masks it.
 *
 * @throws ActionError `reply-invalid`
 */
export function readToken(reply: HttpReply): IamToken {
  const value = readBody(TokenSchema, reply)?.access_token;
  if (value !== undefined) {
    mask(value, 'iambearer');
  }
  const claims = value === undefined ? undefined : readClaims(value);
  if (value === undefined || claims === undefined) {
    throw unreadableReply(reply, 'an access token');
  }
  const { issuedAt } = claims;
  const clockOffsetMs = issuedAt === undefined ? undefined : issuedAt.getTime() - Date.now();
  return { value, claims, clockOffsetMs };
}

function nameProfile({ id, crn }: TrustedProfile): Readonly<Record<string, string>> {
  return crn === undefined ? { profile_id: id } : { profile_crn: crn };
}

/**
 * Refuses a credential of another account.
 *
 * @param accountId the input `account-id`.
 * @throws ActionError `account-mismatch`, or `account-unknown` if the token does not say which account it is for.
 */
export function refuseOtherAccount({ claims }: IamToken, accountId: string): void {
  const actual = claims?.accountId?.toLowerCase();
  if (actual === undefined) {
    throw new ActionError('account-unknown', {
      problem:
        'The credential does not say which account it belongs to, so `account-id` cannot be checked.',
      fix: 'Use an API key or an access token for an account, or remove `account-id`.',
      link: LINKS.accessTokens,
    });
  }
  if (actual !== accountId) {
    throw accountMismatch(
      `The credential belongs to the account ${actual}, not to ${accountId} as \`account-id\` requires.`,
    );
  }
}
