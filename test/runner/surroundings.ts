import type { Invocation } from './invocations.ts';
import type { JobFolders, StepSources } from './job-environment.ts';
import type { JobOptions } from './job-options.ts';
import type { JobContext } from './step-effects.ts';
import type { System } from './system.ts';

/*
 * The interfaces through which a part of the harness uses the larger part around it: a job uses its
 * machine, and a step uses its job. The larger parts import the smaller ones, and no files import each
 * other.
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
  /** Folders with the harness's records and the test's own scripts. They contain nothing from an action. */
  readonly ownFolders: readonly string[];
  /** All recorded calls of programs so far, in order. */
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
  /** The environment of a process in this job. The step's own sources take precedence. */
  readonly buildEnvironment: (sources: StepSources) => Readonly<Record<string, string>>;
}
