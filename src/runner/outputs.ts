import { setOutput } from '@actions/core';

/** Every output of the login action, in the order of `action.yml`. */
export const LOGIN_OUTPUTS = [
  'registry',
  'registries',
  'username',
  'password',
  'logged-in',
  'credential-id',
  'credential-ids',
  'expires-at',
  'account-id',
  'config-path',
] as const;

/** The name of an output of the login action. */
export type OutputName = (typeof LOGIN_OUTPUTS)[number];

/** Sets outputs, except those whose value is `undefined`. */
export function setOutputs(
  outputs: Readonly<Partial<Record<OutputName, string | undefined>>>,
): void {
  for (const [name, value] of Object.entries(outputs)) {
    if (value !== undefined) {
      setOutput(name, value);
    }
  }
}
