import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { disarm } from '../text/disarm.ts';

/**
 * Explains a credential helper that does not do its work.
 *
 * @param problem what it did, ready to be printed.
 */
export function storeFailed(name: string, problem: string): ActionError {
  return new ActionError('credential-store', {
    problem: `The Docker config hands the login to the credential helper "${disarm(name)}", which failed. ${problem}`,
    fix: 'Repair or unlock the store, or add `config: isolated`: the job gets a private Docker config, without a credential helper.',
    link: LINKS.dockerCredentialStores,
  });
}

/** Explains a store that says it keeps a login, and answers another one or none. */
export function notKept(name: string, host: string): ActionError {
  return storeFailed(name, `It says that it keeps the login of ${host}, and does not.`);
}
