/** A message that GitHub shows outside the log. At most ten of each level are kept for a step. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
}

/** The conclusion of a step, as in `steps.<id>.outcome`. */
export type Conclusion = 'success' | 'failure' | 'cancelled';

/** What one phase (main or post) of a step did, as seen from outside. */
export interface StepResult {
  readonly phase: 'main' | 'post';
  /** 128 plus the signal's number if a signal ended the process, as .NET reports it. */
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /**
   * Everything that a user sees: the runner's heading, then the step's lines, with commands processed and
   * secrets masked.
   */
  readonly log: string;
  /** The log without debug messages and without the runner's heading ("Run …", "with:", "env:"). */
  readonly lines: readonly string[];
  readonly annotations: readonly Annotation[];
  /** Masked debug messages, even if the log does not show them. */
  readonly debug: readonly string[];
  /** The values that this phase passed to `add-mask`. */
  readonly masks: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** The action's whole state after this phase. */
  readonly state: Readonly<Record<string, string>>;
  /** The variables that this phase wrote to GITHUB_ENV and the runner accepted. */
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** The job summary as GitHub shows it: masked. */
  readonly summary: string;
  /** The raw text of the file-command files, by context name: env, output, path, state, step_summary. */
  readonly files: Readonly<Record<string, string>>;
  readonly durationMs: number;
  readonly conclusion: Conclusion;
  readonly failed: boolean;
  /** The highest resident set size of the node process. Only if it was measured, and /proc exists. */
  readonly peakMemoryKiB?: number;
  /** The processes that are still running one second after the step ended. Empty if there is no /proc. */
  readonly leftover: readonly number[];
}
