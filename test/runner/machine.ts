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

/** The configuration of a machine. */
export interface MachineOptions {
  /** The system that its processes run on. By default, this computer. */
  readonly system?: System;
  /** The name of the home directory. */
  readonly home?: string;
  /** Programs on its PATH. Each is looked up on the caller's PATH. */
  readonly programs?: readonly string[];
  /** Whether calls of these programs are recorded. A benchmark avoids the shell that this needs. */
  readonly records?: boolean;
  /** Environment variables of the runner itself. They add to or replace those of the machine. */
  readonly env?: Readonly<Record<string, string>>;
  /** Replaces the `dist` folder of every action on this machine. */
  readonly dist?: string;
}

/** A computer with its own home directory, on which runners run jobs. */
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
    // The native function also expands short Windows names such as RUNNER~1.
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

  /** The Docker config of the machine's user. */
  get dockerConfigPath(): string {
    return join(this.home, '.docker', 'config.json');
  }

  /** Folders with the harness's records and the test's own scripts. They contain nothing from an action. */
  get ownFolders(): readonly string[] {
    return Object.values(this.#folders);
  }

  /** The only folder on the PATH of its jobs, apart from those of the system itself. */
  get bin(): string {
    return this.#folders.bin;
  }

  /** Adds a script to the PATH, such as a credential helper. Its calls are recorded too. */
  addScript(name: string, text: string): void {
    addScript(this.#folders, name, text);
  }

  /** All recorded calls of programs so far, in order. */
  invocations(): readonly Invocation[] {
    return readInvocations(this.#folders.recordings);
  }

  /** Starts a program outside any job. It is killed with the machine if it is still running. */
  start(options: Omit<ProcessOptions, 'cwd' | 'env'>): RunningProcess {
    const program = this.system.start({ ...options, cwd: this.temp, env: this.env });
    this.#programs.push(program);
    return program;
  }

  /** Starts a job on the first idle runner. RUNNER_TEMP is the same path for every job of a runner. */
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

  /** Ends all running processes and deletes all files. */
  async remove(): Promise<void> {
    await Promise.all(this.jobs.map((job) => job.abandon()));
    for (const program of this.#programs) {
      program.kill('SIGKILL');
      await program.exit.catch(() => undefined);
    }
    await rm(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Creates a machine in a temporary folder. It inherits nothing from the caller's environment. */
export async function createMachine(options: MachineOptions = {}): Promise<Machine> {
  return new Machine(options);
}
