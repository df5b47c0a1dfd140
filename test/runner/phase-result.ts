import type { Heading } from './heading.ts';
import type { ProcessExit } from './node-process.ts';
import type { Conclusion, StepResult } from './result.ts';
import type { StepEffects } from './step-effects.ts';

/** Everything that is known about a finished phase. */
export interface PhaseEnd {
  readonly phase: 'main' | 'post';
  readonly exit: ProcessExit;
  readonly files: Readonly<Record<string, string>>;
  readonly heading: Heading;
  readonly leftover: readonly number[];
  readonly isCancelled: boolean;
}

/** Builds the result of a phase. */
export function buildResult(effects: StepEffects, end: PhaseEnd): StepResult {
  const { exitCode, signal, stdout, stderr, durationMs, peakMemoryKiB } = end.exit;
  const { lines, annotations, debugLines } = effects.log;
  const conclusion = conclude(effects, end);
  return {
    phase: end.phase,
    exitCode,
    signal,
    stdout,
    stderr,
    log: lines.map((line) => `${line}\n`).join(''),
    lines: [...lines.slice(0, end.heading.start), ...lines.slice(end.heading.end)].filter(
      (line) => !line.startsWith('##[debug]'),
    ),
    annotations,
    debug: debugLines,
    masks: effects.masks,
    outputs: Object.fromEntries(effects.outputs),
    state: Object.fromEntries(effects.state),
    env: Object.fromEntries(effects.exported),
    path: effects.addedPath,
    summary: effects.summary,
    files: end.files,
    durationMs,
    conclusion,
    failed: conclusion !== 'success',
    ...(peakMemoryKiB === undefined ? {} : { peakMemoryKiB }),
    leftover: end.leftover,
  };
}

/** A canceled step counts as canceled, even if its process then exits successfully (ProcessInvoker.cs). */
function conclude(effects: StepEffects, { exit, isCancelled }: PhaseEnd): Conclusion {
  if (isCancelled) {
    return 'cancelled';
  }
  return exit.exitCode !== 0 || effects.hasCommandFailed ? 'failure' : 'success';
}
