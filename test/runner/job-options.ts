/** What a workflow and its trigger say about a job. */
export interface JobOptions {
  /** The workflow's and the job's `env:`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Repository secrets: masked in every log of the job. */
  readonly secrets?: readonly string[];
  readonly repository?: string;
  readonly runId?: string;
  readonly attempt?: number;
  readonly job?: string;
  readonly actor?: string;
  readonly event?: { readonly name: string; readonly payload: unknown };
  /** More of the `github` context, by its names: `ref`, `head_ref`, `server_url` … */
  readonly github?: Readonly<Record<string, string>>;
  /** Runs every step as a step of a composite action, in this folder or in one made for it. */
  readonly insideComposite?: boolean | string;
  /** Step debug logging (`ACTIONS_STEP_DEBUG`). */
  readonly debug?: boolean;
  /** RUNNER_TEMP, where it is not to be the runner's own. */
  readonly runnerTemp?: string;
  /** A command that the node process of each action is started through, to take rights away from it. */
  readonly launcher?: readonly string[];
  /** Watches the memory of each step, which takes time itself. */
  readonly measuresMemory?: boolean;
}
