import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPairs } from './key-value-file.ts';
import type { StepEffects } from './step-effects.ts';
import {
  exportVariable,
  failCommand,
  isBlockedVariable,
  prependPath,
  saveState,
  setOutput,
} from './step-effects.ts';
import type { System } from './system.ts';

const FOLDER = '_runner_file_commands';
const LARGEST_SUMMARY = 1024 * 1024;

type Processor = (effects: StepEffects, text: string, platform: NodeJS.Platform) => void;

/** In the order in which the runner processes them (ExtensionManager.cs). */
const FILE_COMMANDS: readonly {
  readonly context: string;
  readonly prefix: string;
  readonly process: Processor;
}[] = [
  { context: 'path', prefix: 'add_path_', process: processPath },
  { context: 'env', prefix: 'set_env_', process: processEnvironment },
  { context: 'step_summary', prefix: 'step_summary_', process: processSummary },
  { context: 'state', prefix: 'save_state_', process: processPairs(saveState) },
  { context: 'output', prefix: 'set_output_', process: processPairs(setOutput) },
  // Behind a feature flag that is off: the file exists, but nothing reads it.
  { context: 'artifacts', prefix: 'artifacts_', process: () => undefined },
  { context: 'artifacts_list', prefix: 'artifacts_list_', process: () => undefined },
];

/** The file-command files of one phase: a path for each context name. */
export interface FileCommands {
  readonly id: string;
  readonly paths: ReadonlyMap<string, string>;
}

/**
 * Creates the files of one phase. In the runner, every phase has its own manager (ActionRunner.cs,
 * CreateService), so no phase deletes the files of an earlier one.
 */
export function createFileCommands(runnerTemp: string): FileCommands {
  const folder = join(runnerTemp, FOLDER);
  mkdirSync(folder, { recursive: true });
  const id = randomUUID();
  const paths = new Map<string, string>();
  for (const { context, prefix } of FILE_COMMANDS) {
    const path = join(folder, prefix + id);
    writeFileSync(path, '');
    paths.set(context, path);
  }
  return { id, paths };
}

/** Processes the files after the process has ended, even if it failed (ActionRunner.cs, `finally`). */
export function processFileCommands(
  files: FileCommands,
  effects: StepEffects,
  { platform, readPaths }: System,
): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { context, process } of FILE_COMMANDS) {
    const path = files.paths.get(context);
    if (path === undefined || !existsSync(path)) {
      continue;
    }
    const written = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
    // The state belongs to the action: its post step receives it unchanged.
    const text = context === 'state' ? written : readPaths(written);
    texts[context] = text;
    try {
      process(effects, text, platform);
    } catch (error: unknown) {
      failCommand(effects, `Unable to process file command '${context}' successfully.`, error);
    }
  }
  return texts;
}

function processPath(effects: StepEffects, text: string): void {
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line !== '') {
      prependPath(effects, line);
    }
  }
}

function processEnvironment(effects: StepEffects, text: string, platform: NodeJS.Platform): void {
  for (const [name, value] of readPairs(text, platform)) {
    if (isBlockedVariable(name)) {
      const message = `Can't store ${name.toUpperCase()} output parameter using '$GITHUB_ENV' command.`;
      effects.log.annotate('error', message);
    } else {
      exportVariable(effects, name, value);
    }
  }
}

function processSummary(effects: StepEffects, text: string): void {
  const size = Buffer.byteLength(text);
  if (size > LARGEST_SUMMARY) {
    const limits = `${LARGEST_SUMMARY / 1024}k, got ${Math.floor(size / 1024)}k`;
    effects.log.annotate(
      'error',
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limits}.`,
    );
    return;
  }
  const lines = text.split('\n').map((line) => effects.job.masker.mask(line));
  effects.summary = lines.join('\n');
}

function processPairs(
  store: (effects: StepEffects, name: string, value: string) => void,
): Processor {
  return (effects, text, platform) => {
    for (const [name, value] of readPairs(text, platform)) {
      store(effects, name, value);
    }
  };
}
