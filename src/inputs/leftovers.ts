import { ActionError } from '../errors/action-error.ts';
import { readInput } from './names.ts';

/** Inputs of docker/login-action that users forget to replace when they migrate, and their equivalents here. */
const EQUIVALENTS = {
  registry: '`registry` is `region` here (a host such as us.icr.io is fine)',
  username: '`username` is not needed: it depends on the input that has the secret',
  password:
    '`password` is `api-key` here (`access-token` with the username `iambearer`, `refresh-token` with `iamrefresh`)',
  'registry-auth': '`registry-auth` is a list of registries in `region`, with one secret for all',
  scope: '`scope` does not exist here (for two logins to one host, use `config: isolated`)',
  ecr: '`ecr` is for Amazon ECR only, so remove it',
} as const;

type Leftover = keyof typeof EQUIVALENTS;

const NAMES = Object.keys(EQUIVALENTS) as readonly Leftover[];

/**
 * Finds inputs of docker/login-action. The runner passes them on, although this action does not have them.
 *
 * @param isGiven whether a credential was given in an input of this action.
 * @returns notices about those that do no harm.
 * @throws ActionError `input-invalid` if only they say where to log in, or with what. Their values are not repeated,
 * because one is a secret.
 */
export function findLeftovers(
  isGiven: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  const found = NAMES.filter((name) => (environment[`INPUT_${name.toUpperCase()}`] ?? '') !== '');
  if (found.length === 0) {
    return [];
  }
  const names = found.map((name) => `\`${name}\``).join(', ');
  const problem = `${names}: this action does not have these inputs of docker/login-action.`;
  const fix = `${found.map((name) => EQUIVALENTS[name]).join('; ')}.`;
  const isNeeded =
    (found.includes('registry') && readInput('region') === undefined) ||
    (found.includes('password') && !isGiven) ||
    found.includes('registry-auth');
  if (isNeeded) {
    throw new ActionError('input-invalid', { problem, fix });
  }
  return [`${problem} ${fix}`];
}
