import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { disarm } from '../text/disarm.ts';
import { isJsonObject, type JsonObject, stringMember } from '../text/json.ts';
import { explainFileError, malformedConfig } from './config-error.ts';
import { type Encoding, readIfThere } from './files.ts';
import { CONFIG_ENCODING, parseConfig, readAsConfig } from './read-config.ts';

/**
 * Looks at a config before anything else is done, so that one which cannot take a login is an error before
 * a credential goes anywhere.
 *
 * @throws ActionError `config-malformed`, `credential-store`, `config-not-writable`
 */
export async function inspectConfig(path: string, hosts: readonly string[]): Promise<void> {
  const config = await readConfig(path, CONFIG_ENCODING);
  const store = stringMember(config, 'credsStore');
  if (store !== undefined) {
    throw storeInTheWay(path, `"credsStore": "${disarm(store)}"`);
  }
  const helpers = config['credHelpers'];
  const host = hosts.find((name) => isJsonObject(helpers) && helpers[name] !== undefined);
  if (host !== undefined) {
    throw storeInTheWay(path, `a "credHelpers" entry for ${host}`);
  }
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

function storeInTheWay(path: string, what: string): ActionError {
  return new ActionError('credential-store', {
    problem: `${path} has ${what}: clients would look for the login in that credential store and not in the file.`,
    fix: 'Add `config: isolated`: the job gets a private Docker config, without a credential store. This version does not write to credential stores.',
    link: LINKS.dockerCredentialStores,
  });
}
