import { expect, vi } from 'vitest';
import { ActionError } from '../../src/errors/action-error.ts';
import { readInputs } from '../../src/inputs/inputs.ts';

const BY_DEFAULT = { region: 'us-south', 'api-key': 'an-api-key-of-nobody-0123456789' };

/** Runs a function that reads inputs, with these inputs and no others. */
export function readWith(inputs: Readonly<Record<string, string>>, read: () => unknown): void {
  for (const [name, value] of Object.entries(inputs)) {
    vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
  }
  // Otherwise the secrets in `add-mask` commands appear in the output of the tests.
  const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    read();
  } finally {
    output.mockRestore();
    vi.unstubAllEnvs();
  }
}

/**
 * The error that an action reports for these inputs, together with a region and an API key. By default, the
 * action is the login action.
 */
export function refuseInputs(
  inputs: Readonly<Record<string, string>>,
  read: () => unknown = readInputs,
): ActionError {
  try {
    readWith({ ...BY_DEFAULT, ...inputs }, read);
  } catch (error) {
    if (error instanceof ActionError) {
      return error;
    }
    throw error;
  }
  return expect.fail('The inputs were accepted.');
}
