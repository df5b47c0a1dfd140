import type { Invocation } from './invocations.ts';
import type { JobFolders, StepSources } from './job-environment.ts';
import type { JobOptions } from './job-options.ts';
import type { JobContext } from './step-effects.ts';
import type { System } from './system.ts';

/*
 * What a part of the harness knows of the larger part that it runs in: a job of its machine, and a step of its
 * job. The larger parts are made of the smaller ones, and no files import each other.
 */

/** The machine that a job runs on. */
export interface JobMachine {
  readonly root: string;
  readonly temp: string;
  readonly env: Readonly<Record<string, string>>;
  readonly dist: string | undefined;
  readonly system: System;
  /** The jobs that were started before. */
  readonly jobs: readonly unknown[];
  /** Folders that hold the harness's own records and the test's own scripts, nothing of an action's. */
  readonly ownFolders: readonly string[];
  /** Every recorded call of a program so far, in order. */
  readonly invocations: () => readonly Invocation[];
}

/** The job that a step belongs to. */
export interface StepJob {
  readonly machine: JobMachine;
  readonly options: JobOptions;
  readonly folders: JobFolders;
  readonly context: JobContext;
  /** RUNNER_TEMP. */
  readonly runnerTemp: string;
  /** The environment of a process of this job; a step's own sources win over the job's. */
  readonly buildEnvironment: (sources: StepSources) => Readonly<Record<string, string>>;
}
