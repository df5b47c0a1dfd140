import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { disarm } from '../text/disarm.ts';

/**
 * Explains the failure of a credential helper.
 *
 * @param problem what went wrong, safe to print.
 */
export function storeFailed(name: string, problem: string): ActionError {
  return new ActionError('credential-store', {
    problem: `The Docker config hands the login to the credential helper "${disarm(name)}", which failed. ${problem}`,
    fix: 'Repair or unlock the credential helper, or add `config: isolated`, which gives the job a private Docker config without a credential helper.',
    link: LINKS.dockerCredentialStores,
  });
}

/** Explains a credential helper that reports that it stored a login, but then returns another one or none. */
export function notKept(name: string, host: string): ActionError {
  return storeFailed(name, `It reported that it stored the login to ${host}, but it did not.`);
}

/** Explains why a credential helper is not asked to remove a login: only a helper that the config names is started. */
export function notNamed(name: string, host: string): ActionError {
  return new ActionError('credential-store', {
    problem: `The config no longer names the credential helper "${disarm(name)}" for ${host}, so it was not started. It may still have the login.`,
    fix: `Name it in the config again and run \`docker logout ${host}\`, or remove the entry with the helper itself.`,
    link: LINKS.dockerCredentialStores,
  });
}
