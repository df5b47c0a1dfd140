import { existsSync } from 'node:fs';
import type { CancelTimes } from './cancellation.ts';
import { CommandProcessor } from './command-processor.ts';
import type { FileCommands } from './file-commands.ts';
import { createFileCommands, processFileCommands } from './file-commands.ts';
import type { Heading } from './heading.ts';
import { LineWatcher } from './line-watcher.ts';
import type { ProcessExit, RunningProcess } from './node-process.ts';
import { buildResult } from './phase-result.ts';
import type { ProcessMark } from './process-table.ts';
import { findLeftover, findProcesses, killProcesses, readStartTime } from './process-table.ts';
import type { StepResult } from './result.ts';
import { buildStepContext } from './step-context.ts';
import type { StepEffects } from './step-effects.ts';
import { createEffects } from './step-effects.ts';
import { type PhaseStart, prepareStep } from './step-preparation.ts';
import type { StepJob } from './surroundings.ts';

/** One phase of a step, ready to run. */
export interface PhaseOptions extends PhaseStart {
  readonly job: StepJob;
  readonly entry: string;
  /** GITHUB_ACTION. */
  readonly action: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly drainMs: number;
  readonly onEnd: (result: StepResult) => void;
}

/** A running phase, as in ActionRunner.cs and NodeScriptActionHandler.cs. */
export class RunningPhase {
  readonly result: Promise<StepResult>;
  readonly #options: PhaseOptions;
  readonly #watcher = new LineWatcher();
  readonly #effects: StepEffects;
  readonly #files: FileCommands;
  readonly #heading: Heading;
  readonly #process: RunningProcess;
  readonly #mark: ProcessMark;
  #isCancelled = false;
  #leftover: readonly number[] | undefined;

  constructor(options: PhaseOptions) {
    const { job, entry, timeoutMs, drainMs } = options;
    if (!existsSync(entry)) {
      throw new Error(`File not found: '${entry}'`);
    }
    this.#options = options;
    this.#effects = createEffects(job.context, {
      env: options.env,
      state: options.state,
      showsDebug: job.options.debug ?? false,
      onLine: (line) => this.#watcher.add(line),
    });
    this.#files = createFileCommands(job.runnerTemp);
    const { heading, variables } = prepareStep(options, this.#effects);
    this.#heading = heading;
    const { environment } = this.#effects;
    const github = buildStepContext(job, { ...options, files: this.#files });
    const commands = new CommandProcessor(this.#effects);
    const { system } = job.machine;
    const [file = system.node, ...args] = [...(job.options.launcher ?? []), system.node, entry];
    this.#process = system.start({
      file,
      args,
      cwd: job.folders.workspace,
      env: job.buildEnvironment({ env: environment, variables, github }),
      timeoutMs,
      drainMs,
      measuresMemory: job.options.measuresMemory ?? false,
      onLine: (line) => {
        commands.processLine(line);
        this.#watcher.add(line);
      },
    });
    const { pid } = this.#process;
    this.#mark = { session: pid, id: this.#files.id, startedAt: readStartTime(pid) };
    this.result = this.#finish();
    // A rejection must not end the harness, even if no one awaits the phase.
    this.result.catch(() => undefined);
  }

  /** The ID of the node process. */
  get pid(): number {
    return this.#process.pid;
  }

  /** Waits for a line of the process or of the log. Rejects if the phase ends without it. */
  async waitForLine(pattern: RegExp): Promise<string> {
    return this.#watcher.wait(pattern);
  }

  /** Sends a signal to the node process only. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#process.kill(signal);
  }

  /** Cancels the step as a user does: SIGINT, then SIGTERM after 7.5 s, then SIGKILL after another 2.5 s. */
  async cancel(times: CancelTimes = {}): Promise<StepResult> {
    this.#isCancelled = true;
    await this.#process.cancel(times);
    return this.result;
  }

  /** Immediately kills the process and its children, or whatever they left running. */
  async destroy(): Promise<void> {
    this.#process.kill('SIGKILL');
    // After the phase, another process may reuse the number of its session.
    const leftover = this.#leftover;
    const living = leftover?.length === 0 ? [] : findProcesses(this.#mark);
    killProcesses(living.filter((pid) => leftover?.includes(pid) ?? true));
    await this.result.catch(() => undefined);
  }

  async #finish(): Promise<StepResult> {
    const exit = await this.#process.exit;
    this.#watcher.close();
    const files = this.#processFiles(exit);
    const leftover = await findLeftover(this.#mark);
    this.#leftover = leftover;
    const { phase, timeoutMs, onEnd } = this.#options;
    const result = buildResult(this.#effects, {
      phase,
      exit,
      files,
      heading: this.#heading,
      leftover,
      isCancelled: this.#isCancelled,
    });
    onEnd(result);
    if (exit.hasTimedOut) {
      throw new Error(`${phase} did not end within ${timeoutMs} ms:\n${result.log}`);
    }
    return result;
  }

  /** The runner reads the files even after a cancellation, and reports the cancellation afterward. */
  #processFiles({ exitCode }: ProcessExit): Readonly<Record<string, string>> {
    if (!this.#isCancelled) {
      this.#effects.log.debug(`Node Action run completed with exit code ${exitCode}`);
    }
    const files = processFileCommands(this.#files, this.#effects, this.#options.job.machine.system);
    if (this.#isCancelled) {
      this.#effects.log.annotate('error', 'The operation was canceled.');
    }
    return files;
  }
}
