import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from '../ibm-cloud/programs.ts';
import { writeBefore } from './docker-config.ts';
import type { Stage } from './scenario.ts';
import { addBatch, addPlainScript, shellScript } from './scripts.ts';

/** What a store keeps for a server. */
export interface StoredLogin {
  readonly Username: string;
  readonly Secret: string;
}

/** A login of the person whose machine it is: an identity token, as docker hands it to a store. */
export const MINE: StoredLogin = { Username: '<token>', Secret: 'mine & "gültig" <\\n>' };

/**
 * A credential store in the home directory of the machine's user, with its helper on the PATH. Each entry is
 * a file, so that a scenario ends only when the store is what it was.
 */
export class CredentialStore {
  readonly name: string;
  readonly #folder: string;
  readonly #mood: string;
  readonly #calls: string;
  /** Characters of the list of calls that were looked at. */
  #seen = 0;

  constructor({ machine }: Stage, name = 'test') {
    this.name = name;
    this.#folder = join(machine.home, `keychain-${name}`);
    this.#mood = join(machine.root, `mood-${name}`);
    this.#calls = join(machine.root, `calls-${name}`);
    mkdirSync(this.#folder);
    const helper = `docker-credential-${name}`;
    if (machine.system.platform === 'win32') {
      const script = join(import.meta.dirname, 'credential-helper.cjs');
      addBatch(machine, helper, [machine.system.node, script, this.#folder, this.#calls]);
      return;
    }
    const program = shellScript(
      `folder='${this.#folder}' mood='${this.#mood}' calls='${this.#calls}' rm='${findProgram('rm')}'`,
      readFileSync(join(import.meta.dirname, 'credential-helper.sh'), 'utf8'),
    );
    addPlainScript(machine, helper, program);
  }

  /**
   * Lines of shell that run at each call from now on, in front of its work, with `$1` and `$server`; none for
   * a good mood; on Windows there is no other. `isLast=1` kills the process that has called, when the work is done.
   */
  behave(...lines: readonly string[]): void {
    if (lines.length === 0) {
      rmSync(this.#mood, { force: true });
    } else {
      writeFileSync(this.#mood, `${lines.join('\n')}\n`);
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

  /** The servers that it has entries of. */
  list(): readonly string[] {
    return readdirSync(this.#folder);
  }

  /** The environment of the last call. */
  get environment(): string {
    return readFileSync(`${this.#calls}-environment`, 'utf8');
  }

  /** The calls since the last time, as `get us.icr.io`; servers of this action's own are `kept`. */
  takeCalls(): readonly string[] {
    const calls = existsSync(this.#calls) ? readFileSync(this.#calls, 'utf8') : '';
    const lines = calls.slice(this.#seen).split('\n').slice(0, -1);
    this.#seen = calls.lastIndexOf('\n') + 1;
    return lines.map((line) => line.replace(/https:\S+/, 'kept'));
  }
}

/** Gives the machine's user a config that hands every login to a store, and the store. */
export function furnishStore(
  stage: Stage,
  config: object = { credsStore: 'test' },
): CredentialStore {
  writeBefore(stage.machine.dockerConfigPath, JSON.stringify(config));
  return new CredentialStore(stage);
}

/** What lies beside the config. */
export function listBeside(stage: Stage): readonly string[] {
  return readdirSync(dirname(stage.machine.dockerConfigPath));
}

/** What a store has of an API key. */
export function toStored(secret: string, username = 'iamapikey'): StoredLogin {
  return { Username: username, Secret: secret };
}
