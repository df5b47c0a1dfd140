import { describe, expect, it } from 'vitest';
import { explainRegistryRefusal } from '../../../src/registry/registry-error.ts';

const INTENT = 'The login to us.icr.io failed';
const NOON = 'Sat, 21 Nov 2026 12:00:00 GMT';
const ENDS_AT = new Date('2026-11-21T11:59:00Z');

/** A reply with status 401 and this `Date`. */
function refusal(date?: string) {
  const headers: Readonly<Record<string, string>> = date === undefined ? {} : { date };
  return { host: 'us.icr.io', status: 401, headers, body: '', transactionId: 't-1' };
}

/** An access token as a password. Only its expiry matters. */
function tokenThatEnds(at: Date) {
  const payload = Buffer.from(JSON.stringify({ exp: at.getTime() / 1000 })).toString('base64url');
  return { username: 'iambearer', secret: `e30.${payload}.c2ln` };
}

describe('a token that a registry refuses', () => {
  it("has expired according to the registry's clock", () => {
    const { code, explanation } = explainRegistryRefusal(
      refusal(NOON),
      INTENT,
      tokenThatEnds(ENDS_AT),
    );

    expect(code).toBe('token-expired');
    expect(explanation.problem).toMatch(/^The token expired at 2026-11-21T11:59:00\.000Z, so/);
  });

  it("has not expired according to the registry's clock", () => {
    const beforeTheEnd = 'Sat, 21 Nov 2026 11:58:00 GMT';

    expect(explainRegistryRefusal(refusal(beforeTheEnd), INTENT, tokenThatEnds(ENDS_AT)).code).toBe(
      'credential-refused',
    );
  });

  it.each([
    [-60_000, 'token-expired'],
    [60_000, 'credential-refused'],
  ])(
    "expires according to this machine's clock if the reply has no date: %i ms from now is %s",
    (fromNow, code) => {
      const credential = tokenThatEnds(new Date(Date.now() + fromNow));

      expect(explainRegistryRefusal(refusal(), INTENT, credential).code).toBe(code);
    },
  );

  it('is reported as an access token if it authorized a request', () => {
    const { code, explanation } = explainRegistryRefusal(
      refusal(NOON),
      'The registry token was not created',
      undefined,
      ENDS_AT,
    );

    expect(code).toBe('token-expired');
    expect(explanation.fix).toContain('If you passed in the access token, get it in the same job');
  });
});
