import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from '../ibm-cloud/programs.ts';
import { writeBefore } from './docker-config.ts';
import type { Stage } from './scenario.ts';
import { addBatch, addPlainScript, shellScript } from './scripts.ts';

/** A login as a credential helper stores it. */
export interface StoredLogin {
  readonly Username: string;
  readonly Secret: string;
}

/** A login of the machine's owner: an identity token, in the form that docker passes to a credential helper. */
export const MINE: StoredLogin = { Username: '<token>', Secret: 'mine & "gültig" <\\n>' };

/**
 * A credential helper on the PATH, with its store in the home directory of the machine's user. Each entry
 * is a file, so the check of the home directory also covers the store.
 */
export class CredentialStore {
  readonly name: string;
  readonly #folder: string;
  readonly #hook: string;
  readonly #calls: string;
  /** The number of characters of the call list that were already read. */
  #seen = 0;

  constructor({ machine }: Stage, name = 'test') {
    this.name = name;
    this.#folder = join(machine.home, `keychain-${name}`);
    this.#hook = join(machine.root, `hook-${name}`);
    this.#calls = join(machine.root, `calls-${name}`);
    mkdirSync(this.#folder);
    const helper = `docker-credential-${name}`;
    if (machine.system.platform === 'win32') {
      const script = join(import.meta.dirname, 'credential-helper.cjs');
      addBatch(machine, helper, [machine.system.node, script, this.#folder, this.#calls]);
      return;
    }
    const program = shellScript(
      `folder='${this.#folder}' hook='${this.#hook}' calls='${this.#calls}' rm='${findProgram('rm')}'`,
      readFileSync(join(import.meta.dirname, 'credential-helper.sh'), 'utf8'),
    );
    addPlainScript(machine, helper, program);
  }

  /**
   * Sets shell lines that the helper runs at the start of each call, with `$1` and `$server`. Without
   * lines, the helper works normally again. On Windows, it always works normally. `isLast=1` kills the
   * calling process after the helper has finished.
   */
  behave(...lines: readonly string[]): void {
    if (lines.length === 0) {
      rmSync(this.#hook, { force: true });
    } else {
      writeFileSync(this.#hook, `${lines.join('\n')}\n`);
    }
  }

  put(server: string, login: StoredLogin): void {
    writeFileSync(join(this.#folder, server), JSON.stringify({ ServerURL: server, ...login }));
  }

  read(server = 'us.icr.io'): StoredLogin | undefined {
    const path = join(this.#folder, server);
    if (!existsSync(path)) {
      return undefined;
    }
    const { Username, Secret } = JSON.parse(readFileSync(path, 'utf8'));
    return { Username, Secret };
  }

  /** The servers that the store has entries for. */
  list(): readonly string[] {
    return readdirSync(this.#folder);
  }

  /** The environment of the last call. */
  get environment(): string {
    return readFileSync(`${this.#calls}-environment`, 'utf8');
  }

  /** The calls since the last time, such as `get us.icr.io`. The action's own entries appear as `kept`. */
  takeCalls(): readonly string[] {
    const calls = existsSync(this.#calls) ? readFileSync(this.#calls, 'utf8') : '';
    const lines = calls.slice(this.#seen).split('\n').slice(0, -1);
    this.#seen = calls.lastIndexOf('\n') + 1;
    return lines.map((line) => line.replace(/https:\S+/, 'kept'));
  }
}

/** Gives the machine's user a config that keeps every login in a credential helper, and installs the helper. */
export function setUpStore(stage: Stage, config: object = { credsStore: 'test' }): CredentialStore {
  writeBefore(stage.machine.dockerConfigPath, JSON.stringify(config));
  return new CredentialStore(stage);
}

/** The names of all files in the folder of the config. */
export function listConfigFolder(stage: Stage): readonly string[] {
  return readdirSync(dirname(stage.machine.dockerConfigPath));
}

/** The login that a credential helper stores for an API key. */
export function toStored(secret: string, username = 'iamapikey'): StoredLogin {
  return { Username: username, Secret: secret };
}
