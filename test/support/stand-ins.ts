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

/** A program that does nothing: it keeps its name and arguments in a file, a line for each time it is started. */
export function addRecorder({ machine }: Stage, program: string, file: string): void {
  addPlainScript(machine, program, shellScript(`echo '${program}' "$@" >> '${file}'`));
}

/** Actions of Docker and IBM without what they do on GitHub, by what `uses` calls them. */
export const ACTIONS_OF_OTHERS = {
  'docker/setup-buildx-action@37fe631027851001ddb9b187196cc803df7f5f0e': {
    'action.yml': 'runs: {using: composite, steps: [{run: ":", shell: bash}]}\n',
  },
  // Builds with `docker build`, and pushes each tag.
  'docker/build-push-action@53b7df96c91f9c12dcc8a07bcb9ccacbed38856a': {
    'action.yml': `
inputs: {context: {}, push: {}, tags: {}}
runs:
  using: composite
  steps:
    - shell: bash
      env:
        CONTEXT: \${{ inputs.context }}
        TAGS: \${{ inputs.tags }}
      run: |
        for tag in $TAGS; do
          docker build --tag "$tag" "$CONTEXT"
          docker push "$tag"
        done
`,
  },
  // Says what it would install, and whether it has a key to log in with.
  'IBM/actions-ibmcloud-cli@8291dc83dafc818f79eb1c58df62400930a6d710': {
    'action.yml': `
inputs: {api_key: {}, region: {}, group: {}, plugins: {}}
runs:
  using: composite
  steps:
    - shell: bash
      env:
        LOGIN: \${{ inputs.api_key != '' }}
        REGION: \${{ inputs.region }}
        PLUGINS: \${{ inputs.plugins }}
      run: ibmcloud installed with "$PLUGINS", logged in "$LOGIN" to "$REGION"
`,
  },
} as const;
