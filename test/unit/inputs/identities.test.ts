import { afterEach, expect, it, vi } from 'vitest';
import { readServiceIds, typedServiceId } from '../../../src/inputs/identities.ts';

const TYPED = 'ServiceId-11111111-2222-4333-8444-555555555555';

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ['alone', TYPED],
  ['as the last of several lines', `ServiceId-99999999-2222-4333-8444-555555555555\n${TYPED}`],
  ['with an empty line after it', `\n${TYPED}\n\n`],
  ['with the prefix of IAM', `iam-${TYPED}`],
])('a service ID that was given %s is named as it was typed', (_how, text) => {
  vi.stubEnv('INPUT_SERVICE-ID', text);

  expect(typedServiceId(`iam-${TYPED}`)).toBe(text.startsWith('iam-') ? text : TYPED);
});

it('a service ID that was not given is named as IAM returns it', () => {
  vi.stubEnv('INPUT_SERVICE-ID', '');

  expect(typedServiceId(`iam-${TYPED}`)).toBe(`iam-${TYPED}`);
});

it('a service ID has the same IAM ID however it is capitalized', () => {
  vi.stubEnv('INPUT_SERVICE-ID', `${TYPED},${TYPED.toLowerCase()},${TYPED.toUpperCase()}`);

  expect(readServiceIds()).toEqual([`iam-${TYPED}`]);
});
