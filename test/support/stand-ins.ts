import { join } from 'node:path';
import { findProgram } from '../runner/programs.ts';
import type { Stage } from './scenario.ts';
import { addPlainScript, shellScript } from './scripts.ts';

/**
 * A docker without a daemon. It logs in and reads manifests itself; podman, with a storage of its own, builds,
 * tags, pulls and pushes in the daemon's place, with the login of docker's config. `docker run` pulls, no more.
 */
export function addDockerWithoutDaemon({ machine }: Stage): void {
  const storage = join(machine.temp, 'images');
  const podman = `'${findProgram('podman')}' --root '${storage}' --runroot '${storage}-run' --storage-driver vfs`;
  addPlainScript(
    machine,
    'docker',
    shellScript(
      'case "$1" in',
      'build) shift && set -- build --isolation chroot "$@" ;;',
      'run) set -- pull "$3" ;;',
      'pull|push|tag) ;;',
      `*) exec '${findProgram('docker')}' "$@" ;;`,
      'esac',
      `exec ${podman} "$@"`,
    ),
  );
}

/** A kubectl without a cluster: it hands on what it makes a secret of, and keeps what is applied in a file. */
export function addKubectl({ machine }: Stage, applied: string): void {
  addPlainScript(
    machine,
    'kubectl',
    shellScript('case "$1" in', 'create) cat ;;', `apply) cat > '${applied}' ;;`, 'esac'),
  );
}

/** An ibmcloud without a cloud: it keeps the password and the arguments of `ibmcloud cf push` in a file, by lines. */
export function addIbmcloud({ machine }: Stage, pushed: string): void {
  addPlainScript(
    machine,
    'ibmcloud',
    shellScript(`printf '%s\\n' "$CF_DOCKER_PASSWORD" "$@" > '${pushed}'`),
  );
}
