import { getInput } from '@actions/core';

/** Every input of the login action, in the order of `action.yml`. */
export const LOGIN_INPUTS = [
  'region',
  'private',
  'api-key',
  'registry-token',
  'registry-token-id',
  'access-token',
  'refresh-token',
  'mint',
  'access',
  'lifetime',
  'description',
  'revoke',
  'client',
  'config',
  'logout',
  'on-missing-credentials',
  'account-id',
  'timeout',
  'iam-url',
  'export-password',
] as const;

/** The name of an input of the login action. */
export type InputName = (typeof LOGIN_INPUTS)[number];

/** An input as given, trimmed; `undefined` where it is empty, which the runner cannot tell from "not given". */
export function readInput(name: InputName): string | undefined {
  const value = getInput(name);
  return value === '' ? undefined : value;
}
