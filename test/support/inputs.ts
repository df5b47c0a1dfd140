import { expect, vi } from 'vitest';
import { ActionError } from '../../src/errors/action-error.ts';
import { readInputs } from '../../src/inputs/inputs.ts';

const BY_DEFAULT = { region: 'us-south', 'api-key': 'an-api-key-of-nobody-0123456789' };

/**
 * The error with which an action, the login action unless told otherwise, refuses these inputs, added to a
 * region and an API key.
 */
export function refuseInputs(
  inputs: Readonly<Record<string, string>>,
  read: () => unknown = readInputs,
): ActionError {
  for (const [name, value] of Object.entries({ ...BY_DEFAULT, ...inputs })) {
    vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
  }
  // What is masked would stand in the log of the tests.
  const output = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    read();
  } catch (error) {
    if (error instanceof ActionError) {
      return error;
    }
    throw error;
  } finally {
    output.mockRestore();
    vi.unstubAllEnvs();
  }
  return expect.fail('The inputs were accepted.');
}
