import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { startProcess } from '../runner/node-process.ts';
import { DRAIN_MS } from '../runner/process-output.ts';
import { findProgram } from '../runner/programs.ts';
import { DIST, type Stage } from './scenario.ts';

type Texts = Readonly<Record<string, string>>;

const TIMEOUT_MS = 100_000;

/**
 * The runner labels that the examples use. act runs their steps directly on this computer, not in a
 * container.
 */
const LABELS: readonly string[] = ['ubuntu-24.04', 'self-hosted'];

/** The commit that examples pin an action to if its release does not exist yet. */
export const PIN = '0'.repeat(40);

/** The files of this repository that `uses` needs. */
const ACTION: readonly string[] = ['action.yml', 'sweep', 'logout'];

/** A workflow, and how to run it. */
export interface ActRun {
  /** The path of act. */
  readonly act: string;
  readonly workflow: string;
  readonly event: { readonly name: string; readonly payload?: object };
  readonly secrets?: Texts;
  readonly vars?: Texts;
  /** The combinations of the matrix to run, such as `region:eu-de`. By default, all of them. */
  readonly matrix?: readonly string[];
  /** Other files of the repository, besides the workflow. */
  readonly files?: Texts;
  /** More repositories and their files. The keys are written as in `uses`: `OWNER/REPOSITORY@COMMIT`. */
  readonly repositories?: Readonly<Record<string, Texts>>;
  readonly env?: Texts;
}

/** The result of a workflow run. */
export interface ActResult {
  /** What act printed. */
  readonly log: string;
  /** The warnings and errors in the log. */
  readonly annotations: readonly string[];
  /** The commit that the workflow ran on. */
  readonly commit: string;
}

/**
 * Runs a workflow with act (github.com/nektos/act), an independent runner, and fails if the workflow fails.
 *
 * Its steps run on this computer, with the home directory of the stage's machine. The machine's programs
 * come first on the PATH, and requests go to the double of IBM Cloud. The log is kept on the machine, so
 * the search for secrets covers it.
 */
export async function playWithAct({ machine }: Stage, run: ActRun): Promise<ActResult> {
  const root = join(machine.root, 'act');
  const env = buildEnvironment(root, machine.env, run.env);
  const workspace = join(root, 'workspace');
  writeFiles(workspace, { ...run.files, '.github/workflows/example.yml': run.workflow });
  const commit = await commitAll(workspace, env);
  const [secrets, event] = [join(root, 'secrets.yaml'), join(root, 'event.json')];
  writeFileSync(secrets, JSON.stringify(run.secrets ?? {}));
  writeFileSync(event, JSON.stringify(run.event.payload ?? {}));
  const options = [
    ...['--workflows', '.github/workflows', '--eventpath', event, '--secret-file', secrets],
    ...['--action-cache-path', join(root, 'cache'), '--action-offline-mode', '--pull=false'],
    ...['--no-cache-server', '--container-daemon-socket', '-'],
    ...LABELS.flatMap((label) => ['--platform', `${label}=-self-hosted`]),
    ...Object.entries(run.vars ?? {}).flatMap(([name, value]) => ['--var', `${name}=${value}`]),
    ...(run.matrix ?? []).flatMap((combination) => ['--matrix', combination]),
    ...nameRepositories(join(root, 'repositories'), run.repositories ?? {}),
  ];
  const log = await start(run.act, [run.event.name, ...options], workspace, env);
  rmSync(secrets);
  writeFileSync(join(machine.root, 'act.log'), log);
  return { log, annotations: log.match(/::(?:warning|error).*/g) ?? [], commit };
}

function buildEnvironment(root: string, machine: Texts, more: Texts = {}): Texts {
  const folders = [machine['PATH'] ?? '', dirname(process.execPath), process.env['PATH'] ?? ''];
  const xdg = join(root, 'xdg');
  return {
    ...machine,
    PATH: folders.join(delimiter),
    // act creates a folder for its own settings here.
    XDG_CONFIG_HOME: join(xdg, 'config'),
    XDG_CACHE_HOME: join(xdg, 'cache'),
    XDG_DATA_HOME: join(xdg, 'data'),
    // No coverage and no compile cache: act copies the action to a folder that is soon deleted.
    NODE_COMPILE_CACHE: '',
    NODE_V8_COVERAGE: '',
    // Otherwise act checks for a new version.
    ACT_DISABLE_VERSION_CHECK: '1',
    // The jobs of a matrix write to a shared table of local repositories without a lock, so they must not
    // run in parallel.
    GOMAXPROCS: '1',
    ...more,
  };
}

function writeFiles(folder: string, files: Texts): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Creates the repository that contains the workflow: act reads the commit and the repository name from Git. */
async function commitAll(folder: string, env: Texts): Promise<string> {
  const script = [
    'git init --quiet --initial-branch main .',
    'git remote add origin https://github.com/octo-org/octo-repo.git',
    'git add --all',
    'git -c user.name=octocat -c user.email=octocat@example.com commit --quiet --message Everything',
    'git rev-parse HEAD',
  ];
  const args = ['-c', `set -e\n${script.join('\n')}`];
  return (await start(findProgram('sh'), args, folder, env)).trim();
}

/** Makes act use this action and the given repositories instead of those on github.com. */
function nameRepositories(folder: string, others: NonNullable<ActRun['repositories']>): string[] {
  const own = join(folder, 'icr-login');
  for (const name of ACTION) {
    cpSync(join(ROOT, name), join(own, name), { recursive: true });
  }
  cpSync(DIST, join(own, 'dist'), { recursive: true });
  const names = Object.keys(others).map((name) => {
    const path = join(folder, name);
    writeFiles(path, others[name] ?? {});
    return `${name}=${path}`;
  });
  return [`OWNER/icr-login@${PIN}=${own}`, ...names].flatMap((pair) => [
    '--local-repository',
    pair,
  ]);
}

async function start(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Texts,
): Promise<string> {
  const limits = { timeoutMs: TIMEOUT_MS, drainMs: DRAIN_MS };
  const { exit } = startProcess({ file, args, cwd, env, ...limits, onLine: () => undefined });
  const { exitCode, stdout, stderr } = await exit;
  expect(exitCode, stdout + stderr).toBe(0);
  return stdout + stderr;
}
