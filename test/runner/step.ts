import type { GivenInputs } from './inputs.ts';
import type { ActionManifest } from './manifest.ts';
import { readManifest, resolveEntry } from './manifest.ts';
import { RunningPhase } from './phase.ts';
import { isConditionMet } from './post-condition.ts';
import { DRAIN_MS } from './process-output.ts';
import type { Conclusion, StepResult } from './result.ts';
import { nameStep } from './step-context.ts';
import type { StepJob } from './surroundings.ts';

const TIMEOUT_MS = 120_000;

/** A step in a workflow. */
export interface StepOptions {
  /** The path of the action's folder, or of its action.yml. */
  readonly action: string;
  readonly with?: GivenInputs;
  readonly env?: Readonly<Record<string, string>>;
  /** Replaces the `dist` folder in the paths of the entries. */
  readonly dist?: string;
  /** The name in the heading of the log and in GITHUB_ACTION. */
  readonly uses?: string;
  /** How long a phase may take before it is killed and rejected. A safety limit for tests. */
  readonly timeoutMs?: number;
  /** How long to wait for output that a child keeps open. By default, five seconds as in the runner. */
  readonly drainMs?: number;
}

/** How the runner evaluates the step again for its post phase. */
export interface PostOptions {
  /** Different inputs: nested composite actions evaluate them wrongly (actions/runner#3514). */
  readonly with?: GivenInputs;
  /** Evaluates every given input to the empty string, as the same defect can also do. */
  readonly noInputs?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** The job of a step, including its other steps. */
interface OwnJob extends StepJob {
  readonly steps: readonly Step[];
  readonly status: Conclusion;
  readonly isOver: boolean;
  readonly mergeStatus: (conclusion: Conclusion) => void;
}

/** A step that uses an action: first a main phase, then a post phase. */
export class Step {
  readonly options: StepOptions;
  readonly state = new Map<string, string>();
  readonly results: StepResult[] = [];
  /** The position of main in the order in which the job's steps started, or 0 if it has not started. */
  order = 0;
  readonly #job: OwnJob;
  readonly #manifest: ActionManifest;
  readonly #running: RunningPhase[] = [];
  #hasPost = false;

  constructor(job: OwnJob, options: StepOptions) {
    this.#job = job;
    this.options = options;
    this.#manifest = readManifest(options.action);
  }

  /** Starts main and registers post, which then runs even if main fails (ActionRunner.cs). */
  startMain(): RunningPhase {
    if (this.order > 0 || this.#job.isOver) {
      throw new Error('main runs once, and only while the job lasts');
    }
    this.order = 1 + Math.max(0, ...this.#job.steps.map((step) => step.order));
    return this.#start(
      'main',
      this.#manifest.main,
      this.options.with ?? {},
      this.options.env ?? {},
    );
  }

  /** Runs the whole main phase. */
  async main(): Promise<StepResult> {
    return this.startMain().result;
  }

  /** Starts post. The runner evaluates inputs and `env:` again. By default, they are the same as for main. */
  startPost(options: PostOptions = {}): RunningPhase {
    if (!this.isPostDue()) {
      throw new Error(
        'post runs once, after main has ended, while the job lasts and `post-if` holds',
      );
    }
    this.#hasPost = true;
    const given = options.with ?? this.options.with ?? {};
    const inputs = options.noInputs === true ? emptyInputs(given) : given;
    const env = options.env ?? this.options.env ?? {};
    return this.#start('post', this.#manifest.post ?? '', inputs, env);
  }

  /** Runs the whole post phase. */
  async post(options: PostOptions = {}): Promise<StepResult> {
    return this.startPost(options).result;
  }

  /** Whether the runner would run post now. */
  isPostDue(): boolean {
    const isPossible = this.results.length > 0 && !this.#hasPost && !this.#job.isOver;
    const { post, postIf } = this.#manifest;
    return isPossible && post !== undefined && isConditionMet(postIf, this.#job.status);
  }

  /** Waits for main if it was started and no one awaits it. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#running.map((phase) => phase.result));
  }

  /** Kills all running processes, including children, as if the machine was lost. */
  async abandon(): Promise<void> {
    await Promise.all(this.#running.map((phase) => phase.destroy()));
  }

  #start(
    phase: 'main' | 'post',
    entry: string,
    given: GivenInputs,
    env: Readonly<Record<string, string>>,
  ): RunningPhase {
    const dist = this.options.dist ?? this.#job.machine.dist;
    const running = new RunningPhase({
      job: this.#job,
      phase,
      manifest: this.#manifest,
      entry: resolveEntry(this.#manifest, entry, dist),
      uses: this.#uses,
      action: nameStep(this.#uses, this.#countSame()),
      given,
      env,
      state: this.state,
      timeoutMs: this.options.timeoutMs ?? TIMEOUT_MS,
      drainMs: this.options.drainMs ?? DRAIN_MS,
      onEnd: (result) => {
        this.results.push(result);
        this.#job.mergeStatus(result.conclusion);
      },
    });
    this.#running.push(running);
    return running;
  }

  get #uses(): string {
    return this.options.uses ?? './';
  }

  /** Counts the job's steps with this action up to this one, in the order of the workflow. */
  #countSame(): number {
    const steps = this.#job.steps.slice(0, this.#job.steps.indexOf(this) + 1);
    return steps.filter((step) => step.#uses === this.#uses).length;
  }
}

function emptyInputs(given: GivenInputs): GivenInputs {
  return Object.fromEntries(Object.keys(given).map((name) => [name, '']));
}
