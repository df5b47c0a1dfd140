import { exportVariable } from '@actions/core';

/** A variable that this step sets for the rest of the job. */
export interface ExportedVariable {
  readonly name: string;
  readonly value: string;
  /** Its previous value; empty if it was not set. */
  readonly before: string;
}

/** Lists the new and the previous values of variables that are about to be set. */
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
 * Restores variables, unless a later step has changed them. The runner cannot unset a variable, so one that was not set
 * before is then empty.
 */
export function restoreVariables(variables: readonly ExportedVariable[]): void {
  for (const { name, value, before } of variables) {
    if (process.env[name] === value) {
      exportVariable(name, before);
    }
  }
}
