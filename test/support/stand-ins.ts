import { join } from 'node:path';
import { findProgram } from '../runner/programs.ts';
import type { Stage } from './scenario.ts';
import { addPlainScript, shellScript } from './scripts.ts';

/**
 * Adds a docker that works without a daemon. It logs in and reads manifests itself. Instead of the daemon,
 * podman builds, tags, pulls and pushes, with its own storage and the login in docker's config. `docker
 * run` only pulls.
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

/**
 * Adds a kubectl that works without a cluster: it prints the secret instead of creating it, and writes what
 * is applied to a file.
 */
export function addKubectl({ machine }: Stage, applied: string): void {
  addPlainScript(
    machine,
    'kubectl',
    shellScript('case "$1" in', 'create) cat ;;', `apply) cat > '${applied}' ;;`, 'esac'),
  );
}

/**
 * Adds a `cf` that contacts no Cloud Foundry: it writes the password and its arguments to a file, one per line.
 */
export function addCf({ machine }: Stage, pushed: string): void {
  addPlainScript(
    machine,
    'cf',
    shellScript(`printf '%s\\n' "$CF_DOCKER_PASSWORD" "$@" > '${pushed}'`),
  );
}

/** Adds a program that only appends its name and arguments to a file, one line per call. */
export function addRecorder({ machine }: Stage, program: string, file: string): void {
  addPlainScript(machine, program, shellScript(`echo '${program}' "$@" >> '${file}'`));
}

/** Actions of Docker and IBM, reduced to what works outside GitHub. The keys are written as in `uses`. */
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
  // Prints what it would install, and whether it has a key to log in with.
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
