import type { ActionManifest } from './manifest.ts';

/** The inputs in a workflow's `with:`, with all expressions evaluated. */
export type GivenInputs = Readonly<Record<string, string | number | boolean>>;

/** The inputs of one phase, and the runner's warnings about them. */
export interface EvaluatedInputs {
  readonly values: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

/** Merges the given inputs with the declared defaults. Names are not case-sensitive (ActionRunner.cs). */
export function evaluateInputs(manifest: ActionManifest, given: GivenInputs): EvaluatedInputs {
  const values = new Map(Object.entries(given).map(([name, value]) => [name, String(value)]));
  const isGiven = new Set([...values.keys()].map((name) => name.toLowerCase()));
  const warnings: string[] = [];
  for (const { name, default: value, deprecationMessage } of manifest.inputs) {
    if (!isGiven.has(name.toLowerCase())) {
      values.set(name, value);
    } else if (deprecationMessage !== undefined) {
      warnings.push(`Input '${name}' has been deprecated with message: ${deprecationMessage}`);
    }
  }
  const valid = manifest.inputs.map(({ name }) => name);
  const isValid = new Set(valid.map((name) => name.toLowerCase()));
  const unexpected = Object.keys(given).filter((name) => !isValid.has(name.toLowerCase()));
  if (unexpected.length > 0) {
    const names = unexpected.join("', '");
    warnings.push(`Unexpected input(s) '${names}', valid inputs are ['${valid.join("', '")}']`);
  }
  return { values, warnings };
}

/**
 * The environment variables for inputs: in upper case, with underscores for spaces; dashes stay
 * (Handler.cs).
 */
export function nameInputVariables(
  inputs: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const entries = [...inputs].map(([name, value]) => {
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value] as const;
  });
  return Object.fromEntries(entries);
}
