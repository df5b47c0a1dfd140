/** What the workflow and its trigger determine about a job. */
export interface JobOptions {
  /** The variables in the workflow's and the job's `env:`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Repository secrets, which are masked in every log of the job. */
  readonly secrets?: readonly string[];
  readonly repository?: string;
  readonly runId?: string;
  readonly attempt?: number;
  readonly job?: string;
  readonly actor?: string;
  readonly event?: { readonly name: string; readonly payload: unknown };
  /** More members of the `github` context, such as `ref`, `head_ref` or `server_url`. */
  readonly github?: Readonly<Record<string, string>>;
  /** Runs every step inside a composite action: in this folder, or with `true` in a new one. */
  readonly insideComposite?: boolean | string;
  /** Step debug logging (`ACTIONS_STEP_DEBUG`). */
  readonly debug?: boolean;
  /** RUNNER_TEMP, if it is not the runner's own folder. */
  readonly runnerTemp?: string;
  /** A command prefix for the node process of each action, for example to reduce its permissions. */
  readonly launcher?: readonly string[];
  /** Measures the memory of each step. This slows the step down. */
  readonly measuresMemory?: boolean;
}
