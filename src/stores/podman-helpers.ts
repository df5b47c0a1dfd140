import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { isNoFile } from '../files/files.ts';
import { homeDirectory } from './config-path.ts';

const SYSTEM_FOLDER = '/etc/containers';

/** Anything but files, in front of them. */
const HELPERS_FIRST =
  /^[ \t]*credential-helpers[ \t]*=[ \t]*\[(?!\s*(?:["']containers-auth\.json["']|\]))/m;

/**
 * Refuses to use podman where its own registries.conf hands logins to credential helpers: its check would
 * write the login there, into whatever config it is told to write, and no one would take it away.
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
      problem: `${path} names \`credential-helpers\`: podman would hand the login to a credential helper that this action could not take it from again.`,
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

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What cannot be read cannot be read by podman either, and podman says so in its own words. */
function readReadable(path: string): string {
  try {
    return isNoFile(path) ? '' : readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
