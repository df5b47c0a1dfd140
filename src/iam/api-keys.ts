import * as v from 'valibot';
import type { ActionError } from '../errors/action-error.ts';
import type { Http } from '../http/http.ts';
import { unreadableReply } from '../http/refusal.ts';
import { type HttpReply, isGood, readBody } from '../http/reply.ts';
import { mask } from '../runner/mask.ts';
import { optionalText } from '../text/schemas.ts';
import { explainKeyRefusal } from './api-key-error.ts';
import type { IamToken } from './iam.ts';

/** The largest page that IAM returns. */
const PAGE_SIZE = 100;
/** An identity has 20 keys by default. A server that always names a next page must not be followed forever. */
const MOST_PAGES = 50;
const MINUTE_MS = 60_000;

/** How to create an API key. */
export interface NewApiKey {
  readonly name: string;
  readonly description: string;
  /** The IAM ID of the service ID that the key is for. */
  readonly iamId: string;
  /** A whole minute, see {@link roundUpToMinute}. */
  readonly expiresAt: Date;
}

/** An API key that was created, with its value. */
export interface IssuedApiKey {
  readonly id: string;
  readonly value: string;
  readonly expiresAt: Date;
}

/** An API key as IAM lists it. */
export interface ListedApiKey {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isLocked: boolean;
  readonly createdAt: Date | undefined;
  readonly expiresAt: Date | undefined;
}

const minute = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => new Date(text.replace(/\+0000$/, 'Z'))),
      v.date(),
    ),
  ),
  undefined,
);

const KeySchema = v.object({
  // Only characters that are safe in a URL and in the log.
  id: v.pipe(v.string(), v.regex(/^ApiKey-[\w-]{1,64}$/)),
  name: optionalText,
  description: optionalText,
  locked: v.fallback(v.boolean(), false),
  created_at: minute,
  expires_at: minute,
});

const IssuedKeySchema = v.object({ ...KeySchema.entries, apikey: optionalText });

const ServiceIdSchema = v.object({ group_id: optionalText });

/** Ignores entries that are not API keys. */
const PageSchema = v.object({
  apikeys: v.array(v.fallback(v.optional(KeySchema), undefined)),
  next: optionalText,
});

/**
 * Creates, lists, identifies and deletes API keys in IAM.
 *
 * Source: IAM Identity API, `/v1/apikeys`.
 */
export class ApiKeys {
  readonly #http: Http;
  readonly #url: string;
  readonly #iamToken: IamToken;
  readonly #groups = new Map<string, Promise<string | undefined>>();

  /**
   * @param iamUrl the endpoint without a trailing slash.
   * @param iamToken authorizes all requests.
   */
  constructor(http: Http, iamUrl: string, iamToken: IamToken) {
    this.#http = http;
    this.#url = `${iamUrl}/v1/apikeys`;
    this.#iamToken = iamToken;
  }

  /**
   * Creates a key. IAM does not store its value, and deletes the key if the value is found in public. The request is
   * not repeated after a lost reply, because that could create a second key.
   *
   * @returns the key. Its value is masked.
   * @throws ActionError if IAM refuses, cannot be reached in time, or returns a key that expires later than requested.
   */
  async create({ name, description, iamId, expiresAt }: NewApiKey): Promise<IssuedApiKey> {
    const accountId = this.#iamToken.claims?.accountId;
    const body = {
      name,
      description,
      iam_id: iamId,
      ...(accountId === undefined ? {} : { account_id: accountId }),
      store_value: false,
      action_when_leaked: 'delete',
      expires_at: formatMinute(expiresAt),
    };
    const reply = await this.#http.send(
      {
        method: 'POST',
        url: this.#url,
        headers: { ...this.#headers(), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      { repeat: 'when-refused' },
    );
    if (reply.status !== 200 && reply.status !== 201) {
      throw this.#refuse(reply, `No API key was created for ${iamId}`);
    }
    const key = readBody(IssuedKeySchema, reply);
    if (key?.apikey !== undefined) {
      mask(key.apikey, 'iamapikey');
    }
    const end = key?.expires_at;
    // A key that is valid for longer than requested is not acceptable. After this error, the caller deletes it.
    if (key?.apikey === undefined || end === undefined || end > expiresAt) {
      throw unreadableReply(reply, 'an API key that expires as requested');
    }
    return { id: key.id, value: key.apikey, expiresAt: end };
  }

  /**
   * Lists keys of one service ID. According to IAM's API definition, only the default group is searched if no group is
   * named. What that means for a service ID in another group is not confirmed. So if no key is found, this searches
   * again with the group of the service ID.
   *
   * @param name the start of the names. IAM may return more than matches, so the keys are filtered here too.
   * @throws ActionError if IAM refuses, or cannot be reached in time.
   */
  async list(iamId: string, name: string): Promise<readonly ListedApiKey[]> {
    const keys = await this.#listGroup(iamId, name, undefined);
    if (keys.length > 0) {
      return keys;
    }
    const groupId = await this.#findGroup(iamId);
    return groupId === undefined ? keys : this.#listGroup(iamId, name, groupId);
  }

  async #listGroup(
    iamId: string,
    name: string,
    groupId: string | undefined,
  ): Promise<readonly ListedApiKey[]> {
    const query = new URLSearchParams({
      iam_id: iamId,
      scope: 'entity',
      pagesize: String(PAGE_SIZE),
      filter: `name sw "${name}"`,
      ...(groupId === undefined ? {} : { group_id: groupId }),
    });
    const keys = new Map<string, ListedApiKey>();
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const reply = await this.#send('GET', `?${query}`);
      if (reply.status !== 200) {
        throw this.#refuse(reply, `The API keys of ${iamId} were not listed`);
      }
      const { listed, next } = readPage(reply);
      for (const key of listed.filter((candidate) => candidate.name.startsWith(name))) {
        keys.set(key.id, key);
      }
      if (next === undefined || next === query.get('pagetoken')) {
        break;
      }
      query.set('pagetoken', next);
    }
    return [...keys.values()];
  }

  /** Finds the group of a service ID, if it has one and this identity can read it. It is requested only once. */
  #findGroup(iamId: string): Promise<string | undefined> {
    const known = this.#groups.get(iamId) ?? this.#askForGroup(iamId);
    this.#groups.set(iamId, known);
    return known;
  }

  async #askForGroup(iamId: string): Promise<string | undefined> {
    const id = encodeURIComponent(iamId.replace(/^iam-/, ''));
    const url = `${this.#url.replace(/apikeys$/, 'serviceids')}/${id}?show_group_id=true`;
    const request = { method: 'GET', url, headers: this.#headers() } as const;
    // Reading the service ID needs another permission than listing its keys. Without it, the first list is used.
    const reply = await this.#http.send(request, { repeat: 'always' }).catch(() => undefined);
    return reply?.status === 200 ? readBody(ServiceIdSchema, reply)?.group_id : undefined;
  }

  /**
   * Finds the ID of the key with this value.
   *
   * @returns `undefined` if this identity cannot read the key. Then it cannot delete the key either.
   */
  async findId(value: string): Promise<string | undefined> {
    const headers = { ...this.#headers(), 'iam-apikey': value };
    const request = { method: 'GET', url: `${this.#url}/details`, headers } as const;
    const reply = await this.#http.send(request, { repeat: 'always' });
    if (reply.status === 403 || reply.status === 404) {
      return undefined;
    }
    if (reply.status !== 200) {
      throw this.#refuse(reply, 'The API key that was given was not looked up');
    }
    const key = readBody(KeySchema, reply);
    if (key === undefined) {
      throw unreadableReply(reply, 'an API key');
    }
    return key.id;
  }

  /** Deletes a key. Returns `gone` if IAM cannot find the ID: the key is already deleted, or too new. */
  async delete(id: string): Promise<'revoked' | 'gone'> {
    const reply = await this.#send('DELETE', `/${encodeURIComponent(id)}`);
    const isGone = reply.status === 404;
    if (!isGone && !isGood(reply)) {
      throw this.#refuse(reply, `The API key ${id} was not deleted`);
    }
    if (/html/i.test(reply.headers['content-type'] ?? '')) {
      throw unreadableReply(reply, 'an answer from IAM');
    }
    return isGone ? 'gone' : 'revoked';
  }

  #refuse(reply: HttpReply, intent: string): ActionError {
    return explainKeyRefusal(reply, intent, { expiresAt: this.#iamToken.claims?.expiresAt });
  }

  #headers(): Readonly<Record<string, string>> {
    return { accept: 'application/json', authorization: `Bearer ${this.#iamToken.value}` };
  }

  #send(method: 'GET' | 'DELETE', path: string): Promise<HttpReply> {
    return this.#http.send(
      { method, url: `${this.#url}${path}`, headers: this.#headers() },
      { repeat: 'always' },
    );
  }
}

/** Rounds a time up to a whole minute, because the expiry of an API key has no seconds. */
export function roundUpToMinute(time: number): Date {
  return new Date(Math.ceil(time / MINUTE_MS) * MINUTE_MS);
}

interface Page {
  readonly listed: readonly ListedApiKey[];
  /** The token of the next page. The URL that contains it is not followed, because it could lead anywhere. */
  readonly next: string | undefined;
}

function readPage(reply: HttpReply): Page {
  const page = readBody(PageSchema, reply);
  if (page === undefined) {
    throw unreadableReply(reply, 'a list of API keys');
  }
  const next = page.next ?? '';
  return {
    listed: page.apikeys.flatMap((key) => (key === undefined ? [] : [toListed(key)])),
    next: URL.canParse(next)
      ? (new URL(next).searchParams.get('pagetoken') ?? undefined)
      : undefined,
  };
}

function toListed(key: v.InferOutput<typeof KeySchema>): ListedApiKey {
  return {
    id: key.id,
    name: key.name ?? '',
    description: key.description ?? '',
    isLocked: key.locked,
    createdAt: key.created_at,
    expiresAt: key.expires_at,
  };
}

/** Formats a time as `2026-11-20T22:48+0000`, the only format that IAM uses. */
function formatMinute(time: Date): string {
  return `${time.toISOString().slice(0, 16)}+0000`;
}
