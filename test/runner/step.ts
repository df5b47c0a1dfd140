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

/** A step as a workflow writes it. */
export interface StepOptions {
  /** Path of the action's folder, or of its action.yml. */
  readonly action: string;
  readonly with?: GivenInputs;
  readonly env?: Readonly<Record<string, string>>;
  /** Replaces the `dist` folder in the paths of the entries. */
  readonly dist?: string;
  /** Name in the heading of the log and in GITHUB_ACTION. */
  readonly uses?: string;
  /** How long a phase may take before it is killed and rejected; a guard for tests. */
  readonly timeoutMs?: number;
  /** How long output that a child holds open is waited for; the runner's five seconds unless given. */
  readonly drainMs?: number;
}

/** How the runner evaluates the step again for its post phase. */
export interface PostOptions {
  /** Other inputs, as nested composite actions wrongly evaluate them (actions/runner#3514). */
  readonly with?: GivenInputs;
  /** Every given input is evaluated to the empty string, the other face of the same defect. */
  readonly noInputs?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** The job of a step, with the steps beside it. */
interface OwnJob extends StepJob {
  readonly steps: readonly Step[];
  readonly status: Conclusion;
  readonly isOver: boolean;
  readonly mergeStatus: (conclusion: Conclusion) => void;
}

/** A step that uses an action: one main phase, then one post phase. */
export class Step {
  readonly options: StepOptions;
  readonly state = new Map<string, string>();
  readonly results: StepResult[] = [];
  /** When main was started, counted within the job; 0 before. */
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

  /** Starts main and registers post, which therefore runs however main ends (ActionRunner.cs). */
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

  /** Runs main to its end. */
  async main(): Promise<StepResult> {
    return this.startMain().result;
  }

  /** Starts post. Inputs and `env:` are evaluated anew: the same as main's, unless given. */
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

  /** Runs post to its end. */
  async post(options: PostOptions = {}): Promise<StepResult> {
    return this.startPost(options).result;
  }

  /** Whether the runner would run post now. */
  isPostDue(): boolean {
    const isPossible = this.results.length > 0 && !this.#hasPost && !this.#job.isOver;
    const { post, postIf } = this.#manifest;
    return isPossible && post !== undefined && isConditionMet(postIf, this.#job.status);
  }

  /** Waits for main, if it was started and nobody waits for it. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.#running.map((phase) => phase.result));
  }

  /** Kills what still runs, children included, as when the machine is lost. */
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

  /** Which of the job's steps with this action it is, in the order of the workflow. */
  #countSame(): number {
    const steps = this.#job.steps.slice(0, this.#job.steps.indexOf(this) + 1);
    return steps.filter((step) => step.#uses === this.#uses).length;
  }
}

function emptyInputs(given: GivenInputs): GivenInputs {
  return Object.fromEntries(Object.keys(given).map((name) => [name, '']));
}
