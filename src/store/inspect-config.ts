import { notice } from '@actions/core';
import { isJsonObject, type JsonObject, stringMember } from '../text/json.ts';
import { explainFileError, malformedConfig } from './config-error.ts';
import { type Encoding, readIfThere } from './files.ts';
import { CONFIG_ENCODING, parseConfig, readAsConfig } from './read-config.ts';

/**
 * Looks at a config before anything else is done, so that one which cannot take a login is an error before
 * a credential goes anywhere.
 *
 * @returns the credential store of each host whose entry does not belong in the file, see {@link findStore}.
 * @throws ActionError `config-malformed`, `config-not-writable`
 */
export async function inspectConfig(
  path: string,
  hosts: readonly string[],
  client: string,
): Promise<ReadonlyMap<string, string>> {
  const config = await readConfig(path, CONFIG_ENCODING);
  const found = hosts.map((host) => [host, findStore(config, host, client)] as const);
  const isInFile = found.some(([, store]) => store === '');
  if (client === 'podman' && isInFile && stringMember(config, 'credsStore') !== undefined) {
    notice(
      `${path} hands logins to a credential store (\`credsStore\`) that podman, buildah and skopeo do not look into. This login is for them, so it is written to a file.`,
    );
  }
  return new Map(found.filter(([, store]) => store !== ''));
}

/**
 * The credential store that a client looks into for a host; empty for the file.
 *
 * An entry in `credHelpers` wins over `credsStore`, also one that is empty: it switches the store off.
 * podman knows no `credsStore` (containers-auth.json(5)).
 */
function findStore(config: JsonObject, host: string, client: string): string {
  const helpers = config['credHelpers'];
  const helper = isJsonObject(helpers) ? helpers[host] : undefined;
  const store = client === 'podman' ? undefined : config['credsStore'];
  return String((helper === undefined ? store : helper) ?? '');
}

/**
 * Reads a config that a person keeps; a missing or blank one is empty.
 *
 * @throws ActionError `config-malformed`, `config-not-writable`
 */
export async function readConfig(path: string, encoding: Encoding): Promise<JsonObject> {
  let text: string;
  try {
    text = readAsConfig(readIfThere(path, encoding));
  } catch (error) {
    throw explainFileError(path, error);
  }
  const config = parseConfig(text);
  if (config === undefined) {
    throw await malformedConfig(path, text);
  }
  return config;
}
