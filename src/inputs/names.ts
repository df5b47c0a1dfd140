import { getInput } from '@actions/core';
import { SECRET_INPUTS } from '../credentials/source.ts';

/** Every input of the login action, in the order of `action.yml`. */
export const LOGIN_INPUTS = [
  'region',
  'private',
  ...SECRET_INPUTS,
  'registry-token-id',
  'trusted-profile',
  'mint',
  'service-id',
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

/** Every input of the action `sweep`, in the order of its `action.yml`. */
export const SWEEP_INPUTS = [
  'api-key',
  'access-token',
  'trusted-profile',
  'kind',
  'service-id',
  'region',
  'older-than',
  'dry-run',
  'account-id',
  'timeout',
  'iam-url',
] as const;

/** Every input of the action `logout`, in the order of its `action.yml`. */
export const LOGOUT_INPUTS = [
  'region',
  'api-key',
  'access-token',
  'trusted-profile',
  'timeout',
  'iam-url',
] as const;

/** The name of an input. All inputs of `logout` are inputs of another action too. */
export type InputName = (typeof LOGIN_INPUTS)[number] | (typeof SWEEP_INPUTS)[number];

/** Reads an input and trims it. Returns `undefined` if it is empty, which cannot be distinguished from "not given". */
export function readInput(name: InputName): string | undefined {
  const value = getInput(name);
  return value === '' ? undefined : value;
}
