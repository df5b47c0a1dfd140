import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { listNames, readAtOnce } from '../files/files.ts';
import { disarm } from '../text/disarm.ts';
import { homeDirectory } from './config-path.ts';

const SYSTEM_FOLDER = '/etc/containers';

/** A list that starts with a real credential helper, not with podman's own files. */
const HELPERS_FIRST =
  /^[ \t]*credential-helpers[ \t]*=[ \t]*\[(?!\s*(?:["']containers-auth\.json["']|\]))/m;

/**
 * Refuses podman if its own registries.conf names credential helpers. When podman checks the login, it would store it
 * there, whichever config it is told to write, and nothing would remove it.
 *
 * Source: containers-registries.conf(5).
 * @throws ActionError `credential-store`
 */
export function refusePodmanHelpers(
  environment: NodeJS.ProcessEnv = process.env,
  systemFolder = SYSTEM_FOLDER,
): void {
  const home = environment['XDG_CONFIG_HOME'] || join(homeDirectory(), '.config');
  const folders = [join(home, 'containers'), systemFolder];
  const files = folders.map((folder) => join(folder, 'registries.conf'));
  const named = environment['CONTAINERS_REGISTRIES_CONF'];
  const used = named ? [named] : files.filter((path) => existsSync(path)).slice(0, 1);
  const added = folders.map((folder) => join(folder, 'registries.conf.d')).flatMap(listFiles);
  const path = [...used, ...added].find((file) => HELPERS_FIRST.test(readReadable(file)));
  if (path !== undefined) {
    throw new ActionError('credential-store', {
      problem: `${disarm(path)} names \`credential-helpers\`: podman would store the login in a credential helper, from which this action could not remove it.`,
      fix: 'Put "containers-auth.json" first in that list, or use `client: docker` or `client: file`.',
      link: LINKS.podmanHelpers,
    });
  }
}

function listFiles(folder: string): readonly string[] {
  return listNames(folder)
    .filter((name) => name.endsWith('.conf'))
    .map((name) => join(folder, name));
}

/** The text of a file, empty if it cannot be read: podman cannot read it either, and reports that itself. */
function readReadable(path: string): string {
  try {
    return String(readAtOnce(path));
  } catch {
    return '';
  }
}
