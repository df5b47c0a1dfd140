import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { Http } from '../http/http.ts';
import { findProgram } from '../runner/find-program.ts';
import type { Client, ClientChoice } from './client.ts';
import { containerClient } from './container-client.ts';
import { fileClient } from './file-client.ts';

/**
 * Finds the client that the input `client` names. `auto` is `docker` if it is on the PATH, else `podman`, else `file`.
 *
 * @returns `undefined` for `none`.
 * @throws ActionError `client-missing`
 */
export function chooseClient(choice: ClientChoice, http: Http): Client | undefined {
  switch (choice) {
    case 'none':
      return undefined;
    case 'file':
      return fileClient(http);
    case 'auto':
      return findClient('docker', http) ?? findClient('podman', http) ?? fileClient(http);
    default: {
      const client = findClient(choice, http);
      if (client === undefined) {
        throw missingClient(choice);
      }
      return client;
    }
  }
}

function findClient(name: 'docker' | 'podman', { deadline }: Http): Client | undefined {
  const path = findProgram(name);
  return path === undefined ? undefined : containerClient({ name, path, deadline });
}

function missingClient(name: 'docker' | 'podman'): ActionError {
  return new ActionError('client-missing', {
    problem: `\`client: ${name}\` is set, but ${name} is not on the PATH of this step.`,
    fix: `Install ${name} on the runner or in the job's container, or use \`client: auto\` or \`client: file\`, which needs no container client.`,
    link: LINKS[name],
  });
}
