import type { Annotation } from './result.ts';
import type { StepEffects } from './step-effects.ts';
import {
  exportVariable,
  isBlockedVariable,
  prependPath,
  saveState,
  setOutput,
} from './step-effects.ts';
import type { WorkflowCommand } from './workflow-command.ts';

/** How the runner handles one command. */
export interface CommandRule {
  /** Whether `echo::on` omits it from the log, because it is shown anyway or must not be shown. */
  readonly omitsEcho?: boolean;
  readonly run: (effects: StepEffects, command: WorkflowCommand) => void;
}

/**
 * The commands of ActionCommandManager.cs. Problem matchers are ignored, because these actions print
 * nothing that would match.
 */
export const COMMAND_RULES: ReadonlyMap<string, CommandRule> = new Map<string, CommandRule>([
  ['add-mask', { omitsEcho: true, run: addMask }],
  ['debug', { omitsEcho: true, run: (effects, { data }) => effects.log.debug(data) }],
  ['error', { omitsEcho: true, run: annotateAs('error') }],
  ['warning', { omitsEcho: true, run: annotateAs('warning') }],
  ['notice', { omitsEcho: true, run: annotateAs('notice') }],
  ['group', { run: (effects, { data }) => effects.log.write(`##[group]${data}`) }],
  ['endgroup', { run: (effects) => effects.log.write('##[endgroup]') }],
  ['set-output', { run: deprecated(setOutput) }],
  ['save-state', { run: deprecated(saveState) }],
  ['set-env', { run: setEnvironment }],
  ['add-path', { run: addPath }],
  ['add-matcher', { run: () => undefined }],
  ['remove-matcher', { run: () => undefined }],
]);

function addMask(effects: StepEffects, command: WorkflowCommand): void {
  if (command.data.trim() === '') {
    effects.log.annotate(
      'warning',
      "Can't add secret mask for empty string in ##[add-mask] command.",
    );
    return;
  }
  effects.masks.push(command.data);
  effects.job.masker.addSecret(command.data);
}

function annotateAs(level: Annotation['level']): CommandRule['run'] {
  return (effects, { data, properties }) =>
    effects.log.annotate(level, data, properties.get('title'));
}

/** `set-output` and `save-state` still work, but each use prints a warning. */
function deprecated(
  store: (effects: StepEffects, name: string, value: string) => void,
): CommandRule['run'] {
  return (effects, command) => {
    effects.log.annotate(
      'warning',
      `The \`${command.name}\` command is deprecated and will be disabled soon.`,
    );
    store(effects, readName(command), command.data);
  };
}

function setEnvironment(effects: StepEffects, command: WorkflowCommand): void {
  requireInsecureCommands(effects, command);
  const name = readName(command);
  if (isBlockedVariable(name)) {
    const message = `Can't update ${name.toUpperCase()} environment variable using ::set-env:: command.`;
    effects.log.annotate('error', message);
  } else {
    exportVariable(effects, name, command.data);
  }
}

function addPath(effects: StepEffects, command: WorkflowCommand): void {
  requireInsecureCommands(effects, command);
  if (command.data === '') {
    throw new Error("Value cannot be null. (Parameter 'path')");
  }
  prependPath(effects, command.data);
}

function readName(command: WorkflowCommand): string {
  const name = command.properties.get('name');
  if (name === undefined || name === '') {
    throw new Error(`Required field 'name' is missing in ##[${command.name}] command.`);
  }
  return name;
}

function requireInsecureCommands(effects: StepEffects, command: WorkflowCommand): void {
  if (!isAllowed(effects, 'ACTIONS_ALLOW_UNSECURE_COMMANDS')) {
    throw new Error(
      `The \`${command.name}\` command is disabled. Please upgrade to using Environment Files.`,
    );
  }
}

/** Whether the `env` context allows an insecure command. */
export function isAllowed(effects: StepEffects, variable: string): boolean {
  return effects.environment.get(variable)?.trim().toLowerCase() === 'true';
}
