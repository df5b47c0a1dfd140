import { SECRET_INPUTS, type SecretInput } from '../credentials/source.ts';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { readAtOnce } from '../files/files.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from '../text/json.ts';

/** Why there is no credential, and what to do about it. */
interface Reason {
  readonly because: string;
  /** Empty if there is no fix. */
  readonly fix: string;
  readonly link: string;
}

/** Details about the missing credential. */
interface Lack {
  /** The ID of a trusted profile that is the only credential, but must not be used by this run. */
  readonly profileId?: string | undefined;
  /** The inputs for a secret that the action has. */
  readonly inputs?: readonly SecretInput[];
  /** What to do instead of giving a credential. */
  readonly otherwise?: string;
}

const SKIP_HINT =
  'To let the job continue without a login, set `on-missing-credentials: skip` and test the output `logged-in`.';

const DEPENDABOT: Reason = {
  because: 'This run was started by Dependabot, which sees Dependabot secrets only.',
  fix: 'Add the secret under Settings > Secrets and variables > Dependabot as well.',
  link: LINKS.dependabotSecrets,
};

const FORK: Reason = {
  because: 'This run is for a pull request from a fork, so GitHub passes no secrets to it.',
  fix: '',
  link: LINKS.forkSecrets,
};

const NOT_SET: Reason = {
  because:
    'The secret that the workflow passes does not exist, its name is misspelled, or it belongs to an environment that this job does not name in `environment:`. In a reusable workflow, secrets arrive only if the caller passes them (`secrets: inherit`, or each by name).',
  fix: `Compare the name in \${{ secrets.… }} with Settings > Secrets and variables > Actions, and check the caller's \`secrets:\`.`,
  link: LINKS.reusableWorkflows,
};

/**
 * Events whose runs get no Actions secrets if Dependabot caused them. Runs of all other events do, for example of
 * `pull_request_target` and `workflow_run`.
 *
 * Source: GitHub Docs, "Dependabot on GitHub Actions".
 */
const DEPENDABOT_EVENTS: ReadonlySet<string | undefined> = new Set([
  'create',
  'deployment',
  'deployment_status',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
]);

/**
 * Explains why the credential is empty, as far as GitHub's event reveals the reason.
 *
 * @param lack details. The defaults are those of the login action.
 */
export function explainMissingCredentials(
  environment: NodeJS.ProcessEnv = process.env,
  { profileId, inputs = SECRET_INPUTS, otherwise = SKIP_HINT }: Lack = {},
): ActionError {
  const { because, fix, link } = findReason(environment);
  const names = inputs.map((input) => `\`${input}\``).join(', ');
  const alone =
    profileId === undefined
      ? ''
      : ` On its own, \`trusted-profile\` would give the code of this run the identity of the runner, so ${profileId} was not used.`;
  return new ActionError('missing-credentials', {
    problem: `No credential was given: ${names} are all empty.${alone} ${because}`,
    fix: `${fix} ${otherwise}`.trim(),
    link,
  });
}

/**
 * Whether the code of this run is not trusted, because it comes from a fork or from Dependabot. A pull request whose
 * origin is unclear counts as one from a fork.
 */
export function isUntrustedRun(environment: NodeJS.ProcessEnv = process.env): boolean {
  const name = environment['GITHUB_EVENT_NAME'] ?? '';
  const isPullRequest = name.startsWith('pull_request') && name !== 'pull_request_target';
  const isUnclear = isPullRequest && !isFromRepository(readEvent(environment['GITHUB_EVENT_PATH']));
  return isUnclear || findReason(environment) !== NOT_SET;
}

function findReason(environment: NodeJS.ProcessEnv): Reason {
  const name = environment['GITHUB_EVENT_NAME'];
  // Dependabot's branches are in the repository itself, so this comes first.
  if (environment['GITHUB_ACTOR'] === 'dependabot[bot]' && DEPENDABOT_EVENTS.has(name)) {
    return DEPENDABOT;
  }
  // Runs of `pull_request_target` get secrets, no matter who opened the pull request.
  return name !== 'pull_request_target' && isFromFork(readEvent(environment['GITHUB_EVENT_PATH']))
    ? FORK
    : NOT_SET;
}

function readEvent(path: string | undefined): JsonObject {
  try {
    return parseJsonObject(String(readAtOnce(path ?? ''))) ?? {};
  } catch {
    // Without the event, as on a runner that is not GitHub's, the general reason is used.
    return {};
  }
}

/** Whether a pull request comes from another repository. If the fork was deleted meanwhile, its repository is null. */
function isFromFork(event: JsonObject): boolean {
  const { head, base } = readRepositories(event);
  return base !== undefined && head !== base;
}

/** Whether a pull request comes from the repository itself. */
function isFromRepository(event: JsonObject): boolean {
  const { head, base } = readRepositories(event);
  return base !== undefined && head === base;
}

/** Reads the names of both repositories of a pull request from its event. */
function readRepositories({ pull_request: pullRequest }: JsonObject): {
  readonly head?: unknown;
  readonly base?: unknown;
} {
  return isJsonObject(pullRequest)
    ? { head: repositoryOf(pullRequest['head']), base: repositoryOf(pullRequest['base']) }
    : {};
}

function repositoryOf(side: unknown): unknown {
  const repository = isJsonObject(side) ? side['repo'] : undefined;
  return isJsonObject(repository) ? repository['full_name'] : undefined;
}
