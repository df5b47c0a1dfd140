import { UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Http } from '../../../src/http/http.ts';
import { readClaims } from '../../../src/iam/claims.ts';
import { makeMark } from '../../../src/minting/mark.ts';
import { registryTokenMint } from '../../../src/minting/registry-token.ts';
import { Deadline } from '../../../src/time/deadline.ts';

const HOST = 'us.icr.io';
const IAM_URL = 'https://iam.cloud.ibm.com';
const http = new Http(new Deadline(1));
const value = new UnsecuredJWT({ account: { bss: 'a' } }).encode();
const iamToken = { value, claims: readClaims(value), clockOffsetMs: undefined };
const mint = registryTokenMint.open(HOST, { http, iamUrl: IAM_URL, iamToken });

function answer(status: number, type: string, body: string) {
  const headers = { 'content-type': type };
  const reply = { host: HOST, status, headers, body, transactionId: undefined };
  return vi.spyOn(http, 'send').mockResolvedValue(reply);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('revoking a registry token', () => {
  it.each([200, 404, 410])('is not done if a web page answers with %i', async (status) => {
    answer(status, 'text/html', '<html>');

    await expect(mint.revoke('id')).rejects.toMatchObject({ code: 'reply-invalid' });
  });
});

describe('a listed registry token', () => {
  it.each(['..', '.', 'id\n::stop-commands::x', 'id; rm -rf ~'])(
    'is ignored if its ID could lead a request or a command elsewhere: %j',
    async (id) => {
      const token = { _id: id, secondary_owner: makeMark('24h') };
      answer(200, 'application/json', JSON.stringify({ tokens: [token] }));

      expect(await mint.find()).toEqual([]);
    },
  );
});
