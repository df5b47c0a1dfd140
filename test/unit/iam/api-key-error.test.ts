import { describe, expect, it } from 'vitest';
import { explainKeyRefusal } from '../../../src/iam/api-key-error.ts';

function explain(message: string): string {
  const body = JSON.stringify({ errors: [{ message_code: 'BXNIM0000E', message }] });
  const reply = {
    host: 'iam.cloud.ibm.com',
    status: 400,
    headers: {},
    body,
    transactionId: undefined,
  };
  return explainKeyRefusal(reply, 'No API key was made').code;
}

describe('a refusal to make an API key', () => {
  it.each([
    'The maximum number of API keys (20) has been reached.',
    'Cannot create more than 20 API keys.',
    'The identity already has 20 API keys.',
    'Too many apikeys',
    'No more API keys can be created for this service ID',
    'API key quota reached for iam-ServiceId-1',
    'Limit for apikeys_per_identity exceeded: 20',
    'The limit of 20 has been reached.',
  ])('is about the number of keys: %s', (message) => {
    expect(explain(message)).toBe('key-limit-reached');
  });

  it.each([
    'API key name exceeds the maximum length of 100',
    'The description of the API key exceeds 1000 characters',
    'The provided API key is not valid',
    'Rate limit exceeded',
  ])('is not: %s', (message) => {
    expect(explain(message)).not.toBe('key-limit-reached');
  });
});

it.each([403, 404, 409])('a web page with status %i does not blame the service ID', (status) => {
  const page = { host: 'iam.cloud.ibm.com', status, headers: {}, transactionId: undefined };
  const error = explainKeyRefusal({ ...page, body: '<html>Blocked</html>' }, 'No API key was made');

  expect(error.code).toBe('credential-refused');
  expect(error.explanation.fix).toContain('The answer is a web page');
});
