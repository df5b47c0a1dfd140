import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JobFolders, StepSources } from './job-environment.ts';
import { buildJobEnvironment } from './job-environment.ts';
import type { JobOptions } from './job-options.ts';
import { SecretMasker } from './masker.ts';
import { inTurns, listFiles, type Place } from './place.ts';
import type { Conclusion, StepResult } from './result.ts';
import type { CommandResult, RunOptions } from './run-step.ts';
import { runCommand } from './run-step.ts';
import type { StepOptions } from './step.ts';
import { Step } from './step.ts';
import type { JobContext } from './step-effects.ts';
import type { JobMachine, StepJob } from './surroundings.ts';

/** The run ID of a machine's first job. */
const FIRST_RUN_ID = 17_171_717_171;

/** A job on a runner: its steps, and what they share. */
export class Job implements StepJob {
  readonly machine: JobMachine;
  readonly runner: number;
  readonly options: JobOptions;
  readonly folders: JobFolders;
  readonly context: JobContext;
  readonly steps: Step[] = [];
  /** `success` until a step fails or is canceled. */
  status: Conclusion = 'success';
  isOver = false;
  /** The contents of RUNNER_TEMP when the runner emptied it. File-command files are in the results instead. */
  emptied: readonly Place[] = [];
  readonly #trackingId = `github_${randomUUID()}`;

  constructor(machine: JobMachine, runner: number, options: JobOptions) {
    this.machine = machine;
    this.runner = runner;
    // Each job belongs to a different run unless the test sets the run ID.
    this.options = { runId: String(FIRST_RUN_ID + machine.jobs.length), ...options };
    const work = join(machine.root, `runner-${runner}`, 'work');
    const name = (options.repository ?? 'octo-repo').split('/').at(-1) ?? '';
    this.folders = {
      temp: options.runnerTemp ?? join(work, '_temp'),
      toolCache: join(work, '_tool'),
      workspace: join(work, name, name),
    };
    this.context = {
      masker: new SecretMasker(),
      environment: new Map(Object.entries(options.env ?? {})),
      path: [],
    };
    for (const secret of options.secrets ?? []) {
      this.context.masker.addSecret(secret.trim());
    }
    for (const folder of Object.values(this.folders)) {
      mkdirSync(folder, { recursive: true });
    }
    // An earlier job left its files behind if its machine was lost (TempDirectoryManager.cs).
    this.#emptyTemp();
  }

  /** RUNNER_TEMP. */
  get runnerTemp(): string {
    return this.folders.temp;
  }

  /** The results of all finished phases, in the order of the steps. */
  get results(): readonly StepResult[] {
    return this.steps.flatMap((step) => step.results);
  }

  /** Adds a step that uses an action, without running it. */
  step(options: StepOptions): Step {
    const step = new Step(this, options);
    this.steps.push(step);
    return step;
  }

  /** Runs a program as a `run:` step does, with what earlier steps exported. The call is not recorded. */
  async run(
    program: string,
    args: readonly string[],
    options: RunOptions = {},
  ): Promise<CommandResult> {
    return runCommand(this, { ...options, program, args });
  }

  /** Sets a variable for later steps, as any other step can do through GITHUB_ENV. */
  exportVariable(name: string, value: string): void {
    this.context.environment.set(name, value);
  }

  /**
   * The outputs that reach other jobs. The runner drops outputs that contain a masked value
   * (JobExtension.cs).
   */
  passOutputs(outputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const passed = Object.entries(outputs).filter(
      ([, value]) => value !== '' && this.context.masker.mask(value) === value,
    );
    return Object.fromEntries(passed);
  }

  /** Runs the remaining post steps, last started first, and empties RUNNER_TEMP. */
  async finish(): Promise<readonly StepResult[]> {
    const results: StepResult[] = [];
    const started = this.steps.filter((step) => step.order > 0).sort((a, b) => b.order - a.order);
    for (const step of started) {
      await step.settle();
    }
    for (const step of started) {
      if (step.isPostDue()) {
        results.push(await step.post());
      }
    }
    await this.#endSteps();
    const known = new Set(this.results.flatMap(({ files }) => Object.values(files)));
    const emptied: Place[] = [];
    for await (const place of inTurns(listFiles(this.folders.temp))) {
      if (!known.has(place.content.toString())) {
        emptied.push(place);
      }
    }
    this.emptied = emptied;
    this.#emptyTemp();
    // Last: from now on, another job may get the same runner.
    this.isOver = true;
    return results;
  }

  /** Ends the job as if the machine was lost: nothing else runs, and RUNNER_TEMP stays as it is. */
  async abandon(): Promise<void> {
    await this.#endSteps();
    this.isOver = true;
  }

  async #endSteps(): Promise<void> {
    await Promise.all(this.steps.map((step) => step.abandon()));
  }

  /** Applies the conclusion of a step: a later success does not undo a failure. */
  mergeStatus(conclusion: Conclusion): void {
    if (this.status === 'success' || conclusion === 'cancelled') {
      this.status = conclusion;
    }
  }

  /** The environment of a process in this job. The step's own sources take precedence. */
  buildEnvironment(sources: StepSources): Readonly<Record<string, string>> {
    return buildJobEnvironment(this.options, sources, {
      folders: this.folders,
      runner: this.runner,
      platform: this.machine.system.platform,
      path: this.context.path,
      env: { ...this.machine.env, RUNNER_TRACKING_ID: this.#trackingId },
    });
  }

  #emptyTemp(): void {
    for (const name of readdirSync(this.folders.temp)) {
      rmSync(join(this.folders.temp, name), { recursive: true, force: true });
    }
  }
}
