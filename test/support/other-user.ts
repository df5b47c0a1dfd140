import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findProgram } from '../runner/programs.ts';
import type { ScenarioOptions, Stage } from './scenario.ts';
import { shellScript } from './scripts.ts';

/** A user and a group without an account on this computer. */
export const USER = 1001;

/** For a scenario with another user beside root. */
export const TWO_USERS: ScenarioOptions = { root: true };

/** Gives the home directory of the machine, and what else belongs to its user, to {@link USER}. */
export function giveMachine({ machine }: Stage): void {
  chmodSync(machine.root, 0o711);
  for (const path of [machine.home, machine.temp, join(machine.root, 'run')]) {
    chownSync(path, USER, USER);
  }
}

/**
 * A command that a node process is started through as {@link USER}, in no other group but those that are given;
 * see the option `launcher` of a job.
 */
export function asUser({ machine }: Stage, groups: readonly number[] = []): readonly string[] {
  const { system } = machine;
  // What only root can read, in a clone below /root for instance, is there as a copy.
  const folder = join(machine.bin, 'for-user');
  mkdirSync(folder, { recursive: true });
  const authority = join(folder, 'authority.pem');
  copyFileSync(machine.env['NODE_EXTRA_CA_CERTS'] ?? '', authority);
  const node = isForAll(system.node) ? system.node : join(folder, 'node');
  if (node !== system.node && !existsSync(node)) {
    share(system.node, node);
  }
  const dist = machine.dist ?? '';
  const open = isForAll(dist) ? dist : join(folder, basename(dist));
  if (open !== dist) {
    cpSync(dist, open, { recursive: true });
  }
  const others = groups.length === 0 ? '--clear-groups' : `--groups=${groups.join(',')}`;
  const script = join(folder, `start-${groups.join('-')}`);
  writeFileSync(
    script,
    shellScript(
      // The runner is the same user, and has made the files of this phase.
      `'${findProgram('chown')}' -R ${USER}:${USER} "$RUNNER_TEMP"`,
      // Neither coverage nor compiled code can be written where root writes it.
      'unset NODE_V8_COVERAGE NODE_COMPILE_CACHE',
      `export NODE_EXTRA_CA_CERTS='${authority}' SSL_CERT_FILE='${authority}'`,
      `exec '${findProgram('setpriv')}' --reuid=${USER} --regid=${USER} ${others} -- '${node}' "${open}\${2#'${dist}'}"`,
    ),
  );
  // A plain sh loses variables whose names have dashes, such as INPUT_API-KEY.
  return [findProgram('bash'), script];
}

/** Puts a large file at a second place: as the same one where it can be. */
function share(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** Whether everybody can get to a path. */
function isForAll(path: string): boolean {
  const isOpen = (statSync(path).mode & 0o001) !== 0;
  return isOpen && (path === dirname(path) || isForAll(dirname(path)));
}
