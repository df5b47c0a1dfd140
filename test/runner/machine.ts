import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Invocation } from './invocations.ts';
import { readInvocations } from './invocations.ts';
import { Job } from './job.ts';
import type { JobOptions } from './job-options.ts';
import { buildMachineEnvironment } from './machine-environment.ts';
import type { ProcessOptions, RunningProcess } from './node-process.ts';
import type { ProgramFolders } from './programs.ts';
import { addProgram, addScript, createProgramFolders, findProgram } from './programs.ts';
import type { JobMachine } from './surroundings.ts';
import { NATIVE, type System } from './system.ts';

/** What a machine has. */
export interface MachineOptions {
  /** What its processes run on; this computer unless given. */
  readonly system?: System;
  /** The name of the home directory. */
  readonly home?: string;
  /** Programs on its PATH, each looked up on the caller's PATH. */
  readonly programs?: readonly string[];
  /** Whether calls of these programs are recorded; a benchmark does without the shell that does it. */
  readonly records?: boolean;
  /** Environment of the runner itself, added to (or replacing) the machine's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Replaces the `dist` folder of every action on this machine. */
  readonly dist?: string;
}

/** A computer with a home directory of its own, on which runners work through jobs. */
export class Machine implements JobMachine {
  readonly root: string;
  readonly home: string;
  readonly temp: string;
  readonly env: Readonly<Record<string, string>>;
  readonly dist: string | undefined;
  readonly system: System;
  readonly jobs: Job[] = [];
  readonly #folders: ProgramFolders;
  readonly #programs: RunningProcess[] = [];

  constructor(options: MachineOptions) {
    const programs = (options.programs ?? []).map((name) => ({ name, target: findProgram(name) }));
    // The native call also knows the long names of what Windows calls RUNNER~1.
    this.root = realpathSync.native(mkdtempSync(join(tmpdir(), 'machine-')));
    this.home = join(this.root, options.home ?? 'home');
    this.temp = join(this.root, 'tmp');
    mkdirSync(this.home);
    mkdirSync(this.temp);
    this.system = options.system ?? NATIVE;
    this.#folders = createProgramFolders(this.root, this.system.platform);
    const isRecorded = options.records ?? true;
    for (const program of programs) {
      addProgram(this.#folders, { ...program, isRecorded });
    }
    const { root, home, temp } = this;
    const folders = { root, home, temp, bin: this.#folders.bin };
    this.env = { ...buildMachineEnvironment(this.system, folders), ...options.env };
    this.dist = options.dist;
  }

  /** Docker's config file of the machine's user. */
  get dockerConfigPath(): string {
    return join(this.home, '.docker', 'config.json');
  }

  /** Folders that hold the harness's own records and the test's own scripts, nothing of an action's. */
  get ownFolders(): readonly string[] {
    return Object.values(this.#folders);
  }

  /** The only folder on the PATH of its jobs, but for those of the system itself. */
  get bin(): string {
    return this.#folders.bin;
  }

  /** Puts a script on the PATH, a credential helper for instance; its calls are recorded too. */
  addScript(name: string, text: string): void {
    addScript(this.#folders, name, text);
  }

  /** Every recorded call of a program so far, in order. */
  invocations(): readonly Invocation[] {
    return readInvocations(this.#folders.recordings);
  }

  /** Starts a program that is part of no job. It ends with the machine, unless it has ended before. */
  start(options: Omit<ProcessOptions, 'cwd' | 'env'>): RunningProcess {
    const program = this.system.start({ ...options, cwd: this.temp, env: this.env });
    this.#programs.push(program);
    return program;
  }

  /**
   * Starts a job. Its runner is the first that has no job: a runner's RUNNER_TEMP is the same path
   * for every job it works on.
   */
  startJob(options: JobOptions = {}): Job {
    const busy = new Set(this.jobs.filter((job) => !job.isOver).map((job) => job.runner));
    let runner = 1;
    while (busy.has(runner)) {
      runner += 1;
    }
    const job = new Job(this, runner, options);
    this.jobs.push(job);
    return job;
  }

  /** Ends what still runs and deletes everything. */
  async remove(): Promise<void> {
    await Promise.all(this.jobs.map((job) => job.abandon()));
    for (const program of this.#programs) {
      program.kill('SIGKILL');
      await program.exit.catch(() => undefined);
    }
    await rm(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Creates a machine in a temporary folder. Nothing of the caller's environment reaches it. */
export async function createMachine(options: MachineOptions = {}): Promise<Machine> {
  return new Machine(options);
}
