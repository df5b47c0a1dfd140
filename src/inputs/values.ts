import { ActionError } from '../errors/action-error.ts';
import { disarm } from '../text/disarm.ts';
import { type InputName, readInput } from './names.ts';

/** Longer values are not repeated in an error, because someone may have put a secret into the wrong input. */
const REPEATED_CHARACTERS = 20;

/**
 * Reads an input whose value is one of a closed set.
 *
 * @throws ActionError `input-invalid` that lists the allowed values.
 */
export function readChoice<T extends string>(
  name: InputName,
  choices: readonly T[],
  byDefault: T,
): T {
  const value = readInput(name);
  if (value === undefined) {
    return byDefault;
  }
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    throw invalidInput(
      name,
      value,
      `Allowed values: ${choices.join(', ')}. The default is ${byDefault}.`,
    );
  }
  return choice;
}

/** Reads an input that is `true` or `false`. Any other value is an error. */
export function readBoolean(name: InputName, byDefault: boolean): boolean {
  return readChoice(name, ['true', 'false'], byDefault ? 'true' : 'false') === 'true';
}

/** The range and the default of the input `timeout`. */
export const TIMEOUT_SECONDS = { least: 1, most: 3600, byDefault: 60 };

/** Reads the input `timeout`: a whole number of seconds within its range. */
export function readTimeout(): number {
  const { least, most, byDefault } = TIMEOUT_SECONDS;
  const value = readInput('timeout');
  if (value === undefined) {
    return byDefault;
  }
  const seconds = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (!(seconds >= least && seconds <= most)) {
    const allowed = `Give a whole number of seconds from ${least} to ${most}; the default is ${byDefault}.`;
    throw invalidInput('timeout', value, allowed);
  }
  return seconds;
}

/** Makes the error for an invalid value of an input. Only a short value is repeated. */
export function invalidInput(name: InputName, value: string, fix: string): ActionError {
  const shown =
    value.length > REPEATED_CHARACTERS
      ? 'has a value that is too long to be repeated here (it may be a secret in the wrong input)'
      : `cannot be "${disarm(value)}"`;
  return new ActionError('input-invalid', {
    problem: `The input \`${name}\` ${shown}.`,
    fix,
  });
}
