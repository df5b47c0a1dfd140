import { describe, expect, it } from 'vitest';
import { Authority } from '../../../src/credentials/authority.ts';
import { refreshToken } from '../../../src/credentials/refresh-token.ts';
import { registryToken } from '../../../src/credentials/registry-token.ts';
import type { Source } from '../../../src/credentials/source.ts';
import { Http } from '../../../src/http/http.ts';
import { Iam, type IamToken } from '../../../src/iam/iam.ts';
import { Deadline } from '../../../src/time/deadline.ts';

const iam = new Iam(new Http(new Deadline(1)), 'https://iam.cloud.ibm.com');
const TOKEN: IamToken = { value: 'e.y.J', claims: undefined, clockOffsetMs: undefined };

/** An authority whose source gets its tokens from these replies, in order. */
function authorize(...answers: readonly (IamToken | Error)[]): {
  readonly authority: Authority;
  readonly asked: unknown[];
} {
  const waiting = [...answers];
  const asked: unknown[] = [];
  const kind: Source['kind'] = {
    ...registryToken,
    authorize: async (_source, _iam, accountId) => {
      asked.push(accountId);
      const answer = waiting.shift() ?? new Error('It was asked once more.');
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  };
  const source = { kind, secret: 'a-registry-token', profile: undefined };
  return { authority: new Authority(source, iam, 'a1'), asked };
}

describe('the authority of a source', () => {
  it.each([
    [registryToken, 'A registry token has no IAM access token.'],
    [refreshToken, 'has no IAM access token.'],
  ])('that cannot have an IAM access token says so', async (kind, message) => {
    const source = { kind, secret: 'a-token', profile: undefined };
    const authority = new Authority(source, iam, undefined);

    await expect(async () => authority.getToken()).rejects.toThrow(message);
    expect(authority.isUsed).toBe(false);
  });

  it('requests a token from IAM only once, and only when it is needed', async () => {
    const { authority, asked } = authorize(TOKEN);
    expect(authority.isUsed).toBe(false);
    expect(asked).toEqual([]);
    const tokens = await Promise.all([authority.getToken(), authority.getToken()]);

    expect(tokens).toEqual([TOKEN, TOKEN]);
    expect(authority.isUsed).toBe(true);
    expect(asked).toEqual(['a1']);
  });

  it('does not request a token again after a refusal', async () => {
    const { authority, asked } = authorize(new Error('IAM refuses.'));

    await expect(authority.getToken()).rejects.toThrow('IAM refuses.');
    await expect(authority.getToken()).rejects.toThrow('IAM refuses.');
    expect(asked).toHaveLength(1);
  });
});
