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

/** The ID of a user and a group that have no account on this computer. */
export const USER = 1001;

/** For a scenario with a second user besides root. */
export const TWO_USERS: ScenarioOptions = { root: true };

/**
 * Makes {@link USER} the owner of the home directory and of everything else that belongs to the machine's
 * user.
 */
export function giveMachineToUser({ machine }: Stage): void {
  chmodSync(machine.root, 0o711);
  for (const path of [machine.home, machine.temp, join(machine.root, 'run')]) {
    chownSync(path, USER, USER);
  }
}

/**
 * A command prefix that runs a node process as {@link USER}, with only the given groups. For the option
 * `launcher` of a job.
 */
export function asUser({ machine }: Stage, groups: readonly number[] = []): readonly string[] {
  const { system } = machine;
  // The user gets a copy of what only root can read, for example in a clone below /root.
  const folder = join(machine.bin, 'for-user');
  mkdirSync(folder, { recursive: true });
  const authority = join(folder, 'authority.pem');
  copyFileSync(machine.env['NODE_EXTRA_CA_CERTS'] ?? '', authority);
  const node = isReachableByAll(system.node) ? system.node : join(folder, 'node');
  if (node !== system.node && !existsSync(node)) {
    share(system.node, node);
  }
  const dist = machine.dist ?? '';
  const open = isReachableByAll(dist) ? dist : join(folder, basename(dist));
  if (open !== dist) {
    cpSync(dist, open, { recursive: true });
  }
  const others = groups.length === 0 ? '--clear-groups' : `--groups=${groups.join(',')}`;
  const script = join(folder, `start-${groups.join('-')}`);
  writeFileSync(
    script,
    shellScript(
      // The runner is the same user, and created the files of this phase.
      `'${findProgram('chown')}' -R ${USER}:${USER} "$RUNNER_TEMP"`,
      // The user cannot write coverage or compiled code to the folders of root.
      'unset NODE_V8_COVERAGE NODE_COMPILE_CACHE',
      `export NODE_EXTRA_CA_CERTS='${authority}' SSL_CERT_FILE='${authority}'`,
      `exec '${findProgram('setpriv')}' --reuid=${USER} --regid=${USER} ${others} -- '${node}' "${open}\${2#'${dist}'}"`,
    ),
  );
  // A plain sh drops variables whose names contain dashes, such as INPUT_API-KEY.
  return [findProgram('bash'), script];
}

/** Links a large file to a second path, or copies it if a link is not possible. */
function share(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** Whether all users can reach a path. */
function isReachableByAll(path: string): boolean {
  const isOpen = (statSync(path).mode & 0o001) !== 0;
  return isOpen && (path === dirname(path) || isReachableByAll(dirname(path)));
}
