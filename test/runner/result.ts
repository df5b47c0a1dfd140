/** A message that the runner shows beside the log; at most ten of each level are kept for a step. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
}

/** How a step ended, as `steps.<id>.outcome` would say it. */
export type Conclusion = 'success' | 'failure' | 'cancelled';

/** What one phase (main or post) of a step did, seen from outside. */
export interface StepResult {
  readonly phase: 'main' | 'post';
  /** 128 plus the signal's number when a signal ended the process, as .NET reports it. */
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Everything a user sees: the runner's own heading, then the step's lines; commands obeyed, masks applied. */
  readonly log: string;
  /** The same without debug messages and the runner's heading ("Run …", "with:", "env:"). */
  readonly lines: readonly string[];
  readonly annotations: readonly Annotation[];
  /** Debug messages, masked; recorded also when the log does not show them. */
  readonly debug: readonly string[];
  /** Values this phase gave to `add-mask`. */
  readonly masks: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** The action's whole state after this phase. */
  readonly state: Readonly<Record<string, string>>;
  /** What this phase gave to GITHUB_ENV and was accepted. */
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** The job summary as it is shown: masked. */
  readonly summary: string;
  /** Raw text of the file-command files, by context name: env, output, path, state, step_summary. */
  readonly files: Readonly<Record<string, string>>;
  readonly durationMs: number;
  readonly conclusion: Conclusion;
  readonly failed: boolean;
  /** Highest resident set of the node process itself; only where it is measured, and /proc exists. */
  readonly peakMemoryKiB?: number;
  /** Processes that the step left running, a second after it ended; empty where there is no /proc. */
  readonly leftover: readonly number[];
}
