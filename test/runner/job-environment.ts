import { delimiter, join } from 'node:path';
import type { JobOptions } from './job-options.ts';

/** The folders that a runner provides for a job. */
export interface JobFolders {
  readonly temp: string;
  readonly toolCache: string;
  readonly workspace: string;
}

/** What a step adds to the environment of its process. */
export interface StepSources {
  /** The `env` context. */
  readonly env: ReadonlyMap<string, string>;
  /** `INPUT_*` and `STATE_*`. */
  readonly variables: Readonly<Record<string, string>>;
  /** The part of the `github` context that depends on the step. */
  readonly github: Readonly<Record<string, string>>;
}

/** The environment of the runner's process, and the folders that earlier steps added to PATH. */
interface RunnerSources {
  readonly folders: JobFolders;
  readonly runner: number;
  readonly platform: NodeJS.Platform;
  readonly path: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const OPERATING_SYSTEMS: Readonly<Record<string, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
};

/** The environment of a process. Later sources take precedence (Handler.cs, ProcessInvoker.cs). */
export function buildJobEnvironment(
  options: JobOptions,
  step: StepSources,
  own: RunnerSources,
): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {
    CI: 'true',
    ...own.env,
    ...Object.fromEntries(step.env),
    ...step.variables,
  };
  const path = [...own.path].reverse().concat(variables['PATH'] ?? []);
  const github = { ...buildGitHubContext(options, own.folders.workspace), ...step.github };
  const runner = buildRunnerContext(own, options.debug ?? false);
  return {
    ...variables,
    PATH: path.join(delimiter),
    ...nameVariables('GITHUB', github),
    ...nameVariables('RUNNER', runner),
    GITHUB_ACTIONS: 'true',
  };
}

/**
 * The part of the `github` context that becomes GITHUB_* variables, for a push on a hosted runner
 * (GitHubContext.cs).
 */
function buildGitHubContext(
  options: JobOptions,
  workspace: string,
): Readonly<Record<string, string>> {
  const repository = options.repository ?? 'octo-org/octo-repo';
  const actor = options.actor ?? 'octocat';
  const workflow = `${repository}/.github/workflows/ci.yml@refs/heads/main`;
  const sha = '5f1d9b8e0c6f4a3b2d7c8e9f0a1b2c3d4e5f6071';
  return {
    actor,
    actor_id: '583231',
    api_url: 'https://api.github.com',
    base_ref: '',
    event_name: options.event?.name ?? 'push',
    graphql_url: 'https://api.github.com/graphql',
    head_ref: '',
    job: options.job ?? 'build',
    ref: 'refs/heads/main',
    ref_name: 'main',
    ref_protected: 'false',
    ref_type: 'branch',
    repository,
    repository_id: '1296269',
    repository_owner: repository.split('/')[0] ?? '',
    repository_owner_id: '6811672',
    retention_days: '90',
    run_attempt: String(options.attempt ?? 1),
    run_id: options.runId ?? '17171717171',
    run_number: '42',
    server_url: 'https://github.com',
    sha,
    triggering_actor: actor,
    workflow: 'CI',
    workflow_ref: workflow,
    workflow_sha: sha,
    workspace,
    ...options.github,
  };
}

/** The `runner` context (RunnerContext.cs). */
function buildRunnerContext(
  { folders, runner, platform }: RunnerSources,
  hasDebug: boolean,
): Readonly<Record<string, string>> {
  return {
    arch: process.arch.toUpperCase(),
    environment: 'github-hosted',
    name: `runner ${runner}`,
    os: OPERATING_SYSTEMS[platform] ?? 'Linux',
    temp: folders.temp,
    tool_cache: folders.toolCache,
    workspace: join(folders.workspace, '..'),
    ...(hasDebug ? { debug: '1' } : {}),
  };
}

function nameVariables(
  prefix: 'GITHUB' | 'RUNNER',
  context: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(context);
  return Object.fromEntries(
    entries.map(([name, value]) => [`${prefix}_${name.toUpperCase()}`, value]),
  );
}
