import type { StepResult } from '../runner/index.ts';

/**
 * Reads an output that a step must have set.
 *
 * @throws Error if it is missing or empty: used as a path, an empty text would be the working directory.
 */
export function readOutput({ outputs, log }: StepResult, name: string): string {
  const value = outputs[name];
  if (!value) {
    throw new Error(`The step did not set the output ${name}:\n${log}`);
  }
  return value;
}
