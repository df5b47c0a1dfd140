import { describe, expect, it } from 'vitest';
import { explainIamRefusal } from '../../../src/iam/iam-error.ts';

interface Case {
  readonly status?: number;
  readonly body: unknown;
  readonly accountId?: string;
  readonly code: string;
}

const ACCOUNT = 'a'.repeat(32);
const OTHER_ACCOUNT = 'The API key does not belong to the account.';

const CASES: Readonly<Record<string, Case>> = {
  'a known code': { body: { errorCode: 'BXNIM0415E' }, code: 'api-key-not-found' },
  'a known text': {
    body: { errorMessage: 'The key is locked or blocked.' },
    code: 'api-key-disabled',
  },
  'an account in the text, if one was required': {
    body: { errorMessage: OTHER_ACCOUNT },
    accountId: ACCOUNT,
    code: 'account-mismatch',
  },
  'an account in the text, if none was required': {
    body: { errorMessage: OTHER_ACCOUNT },
    code: 'credential-refused',
  },
  'an IAM failure that mentions accounts': {
    status: 503,
    body: { errorMessage: 'The accounts cannot be read.' },
    accountId: ACCOUNT,
    code: 'service-failed',
  },
  'no text, if an account was required': {
    body: {},
    accountId: ACCOUNT,
    code: 'credential-refused',
  },
  'nothing at all': { body: '', code: 'credential-refused' },
  'too many requests': { status: 429, body: '', code: 'rate-limited' },
};

describe('a refusal by IAM', () => {
  it('that is a web page may come from a proxy', () => {
    const reply = {
      host: 'iam.cloud.ibm.com',
      status: 403,
      headers: { 'content-type': 'text/html' },
      body: '<html>Blocked</html>',
      transactionId: undefined,
    };
    const { code, explanation } = explainIamRefusal(reply, 'The API key was not exchanged', '');

    expect(code).toBe('credential-refused');
    expect(explanation.fix).toMatch(/web page.* Otherwise, check that the secret/);
  });

  it.each(Object.entries(CASES))('with %s is explained', (_, { status, body, accountId, code }) => {
    const reply = {
      host: 'iam.cloud.ibm.com',
      status: status ?? 400,
      headers: {},
      body: typeof body === 'string' ? body : JSON.stringify(body),
      transactionId: 't-1',
    };
    const error = explainIamRefusal(reply, 'The API key was not exchanged', accountId);

    expect(error.code).toBe(code);
    expect(error.explanation.transactionId).toBe('t-1');
    expect(error.explanation.problem).toContain(
      `The API key was not exchanged: HTTP ${reply.status} from iam.cloud.ibm.com`,
    );
  });

  it.each([
    ['Sat, 21 Nov 2026 12:00:00 GMT', 'token-expired'],
    ['Sat, 21 Nov 2026 11:58:00 GMT', 'credential-refused'],
  ])('of a token that expires at 11:59, dated %s, is %s', (date, code) => {
    const reply = {
      host: 'iam.cloud.ibm.com',
      status: 400,
      headers: { date },
      body: '',
      transactionId: undefined,
    };
    const given = { expiresAt: new Date('2026-11-21T11:59:00Z') };

    expect(explainIamRefusal(reply, 'No profile was given', undefined, given).code).toBe(code);
  });

  it.each([
    [-60_000, 'token-expired'],
    [60_000, 'credential-refused'],
  ])(
    'without a date, of a token that expires in %i ms by the clock of this machine, is %s',
    (fromNow, code) => {
      const reply = {
        host: 'iam.cloud.ibm.com',
        status: 400,
        headers: {},
        body: '',
        transactionId: undefined,
      };
      const given = { expiresAt: new Date(Date.now() + fromNow) };

      expect(explainIamRefusal(reply, 'No profile was given', undefined, given).code).toBe(code);
    },
  );
});
