import { exportVariable } from '@actions/core';

/** A variable that a step has set for the rest of the job. */
export interface ExportedVariable {
  readonly name: string;
  readonly value: string;
  /** Its value before, empty where it was not set. */
  readonly before: string;
}

/** What setting variables will change. */
export function planVariables(
  values: Readonly<Record<string, string>>,
  environment: NodeJS.ProcessEnv = process.env,
): readonly ExportedVariable[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    value,
    before: environment[name] ?? '',
  }));
}

/** Sets variables for the following steps of the job. */
export function exportVariables(variables: readonly ExportedVariable[]): void {
  for (const { name, value } of variables) {
    exportVariable(name, value);
  }
}

/**
 * Sets variables back, unless someone has changed them since. A runner cannot take a variable away, so one
 * that was not set is empty afterwards.
 */
export function restoreVariables(variables: readonly ExportedVariable[]): void {
  for (const { name, value, before } of variables) {
    if (process.env[name] === value) {
      exportVariable(name, before);
    }
  }
}
