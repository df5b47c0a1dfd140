import type { StepLog } from './step-log.ts';

/** Which lines of the log come from the runner itself. */
export interface Heading {
  readonly start: number;
  readonly end: number;
}

/** What the runner prints about a step before it starts. */
interface Introduction {
  readonly phase: 'main' | 'post';
  readonly uses: string;
  readonly inputs: ReadonlyMap<string, string>;
  readonly env: ReadonlyMap<string, string>;
}

/**
 * Prints a step's name, inputs and environment, with secrets masked (Handler.cs, PrintActionDetails).
 * Returns which lines of the log these are.
 */
export function writeHeading(log: StepLog, { phase, uses, inputs, env }: Introduction): Heading {
  const start = log.lines.length;
  if (phase === 'post') {
    log.write('Post job cleanup.');
    return { start, end: log.lines.length };
  }
  log.write(`##[group]Run ${uses}`);
  if (inputs.size > 0) {
    log.write('with:');
  }
  for (const [name, value] of inputs) {
    if (value !== '') {
      log.write(`  ${name}: ${value}`);
    }
  }
  if (env.size > 0) {
    log.write('env:');
  }
  for (const [name, value] of env) {
    log.write(`  ${name}: ${value}`);
  }
  log.write('##[endgroup]');
  return { start, end: log.lines.length };
}
