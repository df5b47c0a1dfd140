import type { Heading } from './heading.ts';
import { writeHeading } from './heading.ts';
import { evaluateInputs, type GivenInputs, nameInputVariables } from './inputs.ts';
import type { ActionManifest } from './manifest.ts';
import type { StepEffects } from './step-effects.ts';

/** What a phase needs to start. */
export interface PhaseStart {
  readonly phase: 'main' | 'post';
  readonly manifest: ActionManifest;
  readonly uses: string;
  readonly given: GivenInputs;
  readonly state: Map<string, string>;
}

/** Everything before the process starts: inputs, warnings about them, and the heading of the log. */
export function prepareStep(
  { manifest, given, phase, uses, state }: PhaseStart,
  { log, environment }: StepEffects,
): {
  readonly heading: Heading;
  readonly variables: Readonly<Record<string, string>>;
} {
  const inputs = evaluateInputs(manifest, given);
  for (const warning of inputs.warnings) {
    log.annotate('warning', warning);
  }
  const saved = [...state].map(([name, value]) => [`STATE_${name}`, value] as const);
  const env = new Map([...environment, ...saved]);
  return {
    heading: writeHeading(log, { phase, uses, inputs: inputs.values, env }),
    variables: {
      ...Object.fromEntries(saved),
      ...nameInputVariables(inputs.values),
      ...passCoverage(),
    },
  };
}

/** The only variable that children inherit from the caller: where to write their coverage. */
function passCoverage(): Readonly<Record<string, string>> {
  const folder = process.env['NODE_V8_COVERAGE'];
  return folder === undefined ? {} : { NODE_V8_COVERAGE: folder };
}
