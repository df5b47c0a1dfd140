import { closeSync, openSync, readSync } from 'node:fs';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { whenCancelled } from '../runner/step.ts';
import type { Session } from '../session.ts';
import type { Client } from './client.ts';
import { containerClient } from './container-client.ts';
import { fileClient } from './file.ts';
import { findProgram } from './find-program.ts';
import { makeCheckDirectory } from './private-directory.ts';

const SCRIPT_BYTES = 512;

/**
 * Finds the client that the input `client` asks for.
 *
 * `auto` is docker where it is on the PATH, else podman, else file. A `docker` that is podman in disguise
 * (the package podman-docker) is podman.
 * @returns `undefined` for `none`.
 * @throws ActionError `client-missing`
 */
export async function chooseClient(session: Session): Promise<Client | undefined> {
  const { client: choice } = session.inputs;
  if (choice === 'none') {
    return undefined;
  }
  const docker = choice === 'docker' || choice === 'auto' ? findProgram('docker') : undefined;
  if (docker !== undefined && !isPodmanInDisguise(docker)) {
    return openContainerClient(session, 'docker', docker);
  }
  const podman = choice === 'podman' || choice === 'auto' ? findProgram('podman') : undefined;
  if (podman !== undefined) {
    return openContainerClient(session, 'podman', podman);
  }
  if (choice === 'docker' || choice === 'podman') {
    throw missingClient(choice, docker);
  }
  return fileClient(session.http);
}

/** The directory goes when the step is cancelled; the post step deletes what a killed one has left. */
function openContainerClient({ http }: Session, name: 'docker' | 'podman', path: string): Client {
  const directory = makeCheckDirectory();
  const client = containerClient({ name, path, directory, deadline: http.deadline });
  whenCancelled(client.dispose);
  return client;
}

function isPodmanInDisguise(path: string): boolean {
  const start = Buffer.alloc(SCRIPT_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  const text = start.toString('latin1');
  return text.startsWith('#!') && /podman"? "\$@"/.test(text);
}

function missingClient(choice: 'docker' | 'podman', docker: string | undefined): ActionError {
  const isDisguised = choice === 'docker' && docker !== undefined;
  return new ActionError('client-missing', {
    problem: isDisguised
      ? `\`client: docker\` was asked for, but ${docker} is podman under another name.`
      : `\`client: ${choice}\` was asked for, but ${choice} is not on the PATH of this step.`,
    fix: isDisguised
      ? 'Use `client: podman` or `client: auto`, or install Docker.'
      : `Install ${choice} on the runner or in the job's container, or use \`client: auto\` or \`client: file\`, which needs no container client.`,
    link: LINKS[choice],
  });
}
