import { COMMAND_RULES, isAllowed } from './command-rules.ts';
import type { StepEffects } from './step-effects.ts';
import { failCommand } from './step-effects.ts';
import type { WorkflowCommand } from './workflow-command.ts';
import { parseCommand } from './workflow-command.ts';

const STOP_COMMAND = 'stop-commands';
/** The runner masks stop tokens that are longer than this, so that later lines cannot guess them. */
const SHORT_TOKEN = 6;

/** Runs the commands that one phase prints, on stdout and stderr (ActionCommandManager.cs). */
export class CommandProcessor {
  readonly #effects: StepEffects;
  readonly #registered = new Set([...COMMAND_RULES.keys(), STOP_COMMAND, 'echo']);
  #stopToken: string | undefined;
  #echoes = false;

  constructor(effects: StepEffects) {
    this.#effects = effects;
  }

  /** Processes one printed line: runs it as a command, or writes it to the log. */
  processLine(line: string): void {
    const command = parseCommand(line, this.#registered);
    if (command === undefined || !this.#process(line, command)) {
      this.#effects.log.write(line);
    }
  }

  #process(line: string, command: WorkflowCommand): boolean {
    if (this.#stopToken !== undefined) {
      return this.#resume(line, command, this.#stopToken);
    }
    if (this.#echoes && COMMAND_RULES.get(command.name)?.omitsEcho !== true) {
      this.#effects.log.write(line);
    }
    try {
      this.#run(line, command);
    } catch (error: unknown) {
      const shown = COMMAND_RULES.get(command.name)?.omitsEcho === true ? command.name : line;
      failCommand(this.#effects, `Unable to process command '${shown}' successfully.`, error);
    }
    return true;
  }

  #run(line: string, command: WorkflowCommand): void {
    if (command.name === STOP_COMMAND) {
      this.#stop(line, command.data);
    } else if (command.name === 'echo') {
      this.#echoes = parseSwitch(command.data);
    } else {
      if (command.name === 'add-mask' && this.#echoes) {
        this.#effects.log.write('::add-mask::***');
      }
      COMMAND_RULES.get(command.name)?.run(this.#effects, command);
    }
  }

  #stop(line: string, token: string): void {
    const name = token.toLowerCase();
    const isInvalid = name === '' || name === 'pause-logging' || this.#registered.has(name);
    if (isInvalid && !isAllowed(this.#effects, 'ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS')) {
      throw new Error(
        'You cannot use a endToken that is an empty string or another workflow command.',
      );
    }
    this.#stopToken = name;
    this.#registered.add(name);
    if (token.length > SHORT_TOKEN) {
      this.#effects.job.masker.addValue(token);
    }
    this.#effects.log.write(line);
  }

  #resume(line: string, command: WorkflowCommand, token: string): boolean {
    if (command.name !== token) {
      return false;
    }
    this.#registered.delete(token);
    this.#stopToken = undefined;
    this.#effects.log.write(line);
    return true;
  }
}

function parseSwitch(value: string): boolean {
  const word = value.trim().toUpperCase();
  if (word !== 'ON' && word !== 'OFF') {
    throw new Error(`Invalid echo command value: '${value}'.`);
  }
  return word === 'ON';
}
