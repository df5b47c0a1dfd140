import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { IbmCloud, IbmCloudOptions } from '../ibm-cloud/index.ts';
import { startIbmCloud } from '../ibm-cloud/index.ts';
import { findProgram } from '../ibm-cloud/programs.ts';
import type {
  Job,
  JobOptions,
  Machine,
  ScanException,
  Step,
  StepOptions,
  StepResult,
} from '../runner/index.ts';
import { createMachine, NATIVE, type System, scanForSecrets } from '../runner/index.ts';
import { WINE } from '../windows/wine/wine.ts';
import { noteScan } from './scan-tally.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** What scenarios run: the committed build, or `src/` itself where `npm run coverage` runs them. */
export const DIST = process.env['ICR_LOGIN_DIST'] ?? join(ROOT, 'dist');

/** How the header of a token begins that begins with `{"kid":`. */
const KEY_ID_FIRST = Buffer.from('{"kid":').toString('base64url').slice(0, -1);

/**
 * Compiled code of the build, for the next process: a tenth of what a thousand short processes do is to
 * compile the same text. Functions from there have no coverage.
 */
const COMPILED: Readonly<Record<string, string>> =
  process.env['NODE_V8_COVERAGE'] === undefined
    ? { NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compiled') }
    : {};

/** `wine` or `native` where the scenarios of Windows are played; see `test/windows/vitest.config.ts`. */
const PLAYED_ON = process.env['SCENARIO_SYSTEM'];
export const SYSTEM: System = PLAYED_ON === 'wine' ? WINE : NATIVE;

/** A guard, no measure: on a machine that is busy, everything takes its time, and in Wine all the more. */
const LIMIT_MS = PLAYED_ON === undefined ? 120_000 : 240_000;

/** What a saved state names to be undone. */
interface Undoable {
  readonly minted: readonly { readonly outcome: string }[];
  readonly logins: readonly unknown[];
  readonly isolation?: unknown;
}

/** What a scenario needs that is not the same for all. */
export interface ScenarioOptions {
  /** Programs on the PATH of the machine, `docker` for instance; none for `client: file`. */
  readonly programs?: readonly string[];
  readonly cloud?: IbmCloudOptions;
  /** What it plays is there on Linux alone; elsewhere it is skipped. */
  readonly linux?: boolean;
  /** It needs the rights of root, to play another user; elsewhere it is skipped. */
  readonly root?: boolean;
  /** Whether it is played on Windows `too`, or `only` there. */
  readonly windows?: 'too' | 'only';
  /** The name of the home directory. */
  readonly home?: string;
  /** Environment of the machine's runner. */
  readonly env?: Readonly<Record<string, string>>;
}

/** For a scenario about what there is on Linux alone. */
export const LINUX: ScenarioOptions = { linux: true };

/** For a scenario that is played on every system. */
export const EVERYWHERE: ScenarioOptions = { windows: 'too' };

/** A machine and an IBM Cloud with an account, on which jobs are played. */
export class Stage {
  readonly cloud: IbmCloud;
  readonly machine: Machine;
  readonly account: { readonly id: string };
  /** A user of the account with the Manager role, and an API key. */
  readonly user: ReturnType<IbmCloud['createUser']>;
  /** More text that must not appear anywhere, beside what IBM Cloud has issued. */
  readonly secrets: string[] = [];
  /** IDs that may be alive at the end, because the scenario keeps them on purpose. */
  readonly survivors: string[] = [];
  /** Where a secret may be found: the one exception of the design, or what the scenario asked for. */
  readonly excepted: (string | RegExp | ScanException)[] = [];
  /** Paths below the home directory that the scenario itself changes for good. */
  readonly changed: string[] = [];
  #homeBefore: ReadonlyMap<string, string> | undefined;

  constructor(cloud: IbmCloud, machine: Machine) {
    this.cloud = cloud;
    this.machine = machine;
    this.account = cloud.createAccount();
    this.user = cloud.createUser({ account: this.account, role: 'Manager' });
  }

  /** Remembers the home directory, which is to be the same at the end. */
  rememberHome(): void {
    this.#homeBefore ??= this.#readHome();
  }

  /** Starts a job, with step debug logging; every secret of the stage is one of the repository's. */
  startJob(options: JobOptions = {}): Job {
    this.rememberHome();
    const secrets = [this.user.apiKey, ...this.secrets, ...(options.secrets ?? [])];
    return this.machine.startJob({ debug: true, ...options, secrets });
  }

  /** The login action as a step, with the user's API key and `us-south` unless told otherwise. */
  step(
    job: Job,
    inputs: Readonly<Record<string, string>> = {},
    limits: Pick<StepOptions, 'drainMs'> = {},
  ): Step {
    const byDefault = { region: 'us-south', 'api-key': this.user.apiKey };
    return job.step({ action: ROOT, with: { ...byDefault, ...inputs }, ...limits });
  }

  /** Plays one job with one step, to its end. */
  async play(
    inputs: Readonly<Record<string, string>> = {},
    options: JobOptions = {},
  ): Promise<Played> {
    const job = this.startJob(options);
    const main = await this.step(job, inputs).main();
    const [post] = await job.finish();
    return { job, main, post };
  }

  /**
   * Plays the main phase of one step after the other, each of which has to be refused before anything is
   * sent. Their post phases are left out: that they have nothing to do is shown once, elsewhere.
   */
  async refuse(
    steps: readonly Readonly<Record<string, string>>[],
    options: JobOptions = {},
  ): Promise<readonly StepResult[]> {
    const job = this.startJob(options);
    const results: StepResult[] = [];
    for (const inputs of steps) {
      results.push(await this.step(job, inputs).main());
    }
    await job.abandon();
    expect(this.cloud.connections).toEqual([]);
    return results;
  }

  /**
   * Plays the main phase of one step that has to fail and to leave nothing that its post phase would have to
   * undo. That phase is left out: that it has nothing to do then is shown once, elsewhere.
   */
  async fail(
    inputs: Readonly<Record<string, string>> = {},
    options: JobOptions = {},
  ): Promise<StepResult> {
    const job = this.startJob(options);
    const main = await this.step(job, inputs).main();
    expect(main.failed, main.log).toBe(true);
    const { minted, logins, isolation }: Undoable = JSON.parse(
      main.state['icr-login'] ?? '{"minted":[],"logins":[]}',
    );
    const made = minted.filter(({ outcome }) => outcome !== 'refused');
    expect({ made, logins, isolation }).toEqual({ made: [], logins: [] });
    await job.abandon();
    return main;
  }

  /** Says that the output `password` is asked for: what was made in the job, never the secret that was given. */
  exceptPassword(): void {
    this.excepted.push({
      where: /main: (?:output password|file output)$/,
      allows: (secret) => secret !== this.user.apiKey,
    });
  }

  /** Says that an access token of IAM is kept in the state: the one secret that may be there. */
  exceptKeptToken(): void {
    // Of the tokens that IBM Cloud issues, IAM's alone begin with the ID of their key.
    const allows = (secret: string): boolean => secret.startsWith(KEY_ID_FIRST);
    this.excepted.push({ where: /main: file state$/, allows });
  }

  /** A Docker config, that of the machine's user unless told otherwise; `undefined` where there is none. */
  readConfig(path = this.machine.dockerConfigPath): unknown {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  }

  /** What holds after every scenario, whatever it was about. */
  async verify(): Promise<void> {
    for (const job of this.machine.jobs.filter(({ isOver }) => !isOver)) {
      await job.finish();
    }
    const alive = this.cloud.ledger.alive().map(({ id }) => id);
    expect(alive.toSorted(), 'alive in IBM Cloud').toEqual(this.survivors.toSorted());
    const isKept = (path: string): boolean =>
      this.changed.some((prefix) => path.startsWith(prefix));
    const before = new Map([...(this.#homeBefore ?? [])].filter(([path]) => !isKept(path)));
    const after = new Map([...this.#readHome()].filter(([path]) => !isKept(path)));
    expect(after, 'the home directory').toEqual(before);
    const leftovers = this.machine.jobs.flatMap(({ results }) =>
      results.flatMap(({ leftover }) => leftover),
    );
    expect(leftovers, 'processes left behind').toEqual([]);
    const secrets = [
      ...new Set([this.user.apiKey, ...this.secrets, ...this.cloud.issuedSecrets()]),
    ];
    const startedMs = performance.now();
    const scan = scanForSecrets(this.machine, secrets, { except: this.excepted });
    noteScan(scan, performance.now() - startedMs);
    expect(scan.findings, 'secrets that can be seen').toEqual([]);
  }

  /** Windows has no permission bits that an action could set. */
  #readHome(): ReadonlyMap<string, string> {
    const { home, system } = this.machine;
    return readTree(home, system.platform !== 'win32');
  }
}

/** A job with one step of the login action. */
export interface Played {
  readonly job: Job;
  readonly main: StepResult;
  /** `undefined` where the runner has no post step to run. */
  readonly post: StepResult | undefined;
}

/**
 * A test that plays jobs against the double. After it, nothing this action made is alive, the home directory
 * is what it was, no process is left and no secret can be seen, but for what the scenario names.
 */
export function scenario(
  name: string,
  options: ScenarioOptions,
  play: (stage: Stage) => Promise<void>,
): void {
  if (PLAYED_ON !== undefined && options.windows === undefined) {
    it.skip(name);
    return;
  }
  const missing = (options.programs ?? []).filter((program) => findProgram(program) === undefined);
  if (missing.length > 0 && process.env['CI']) {
    it(name, () => expect.fail(`${missing.join(', ')} must be on the PATH in CI`));
    return;
  }
  if (options.linux === true && process.platform !== 'linux') {
    missing.push('Linux');
  }
  if (options.root === true && (process.platform !== 'linux' || process.getuid?.() !== 0)) {
    missing.push('root on Linux');
  }
  if (options.windows === 'only' && SYSTEM.platform !== 'win32') {
    missing.push('Windows');
  }
  const title = missing.length === 0 ? name : `${name} (needs ${missing.join(', ')})`;
  const test = missing.length === 0 ? it.concurrent : it.skip;
  test(title, { timeout: LIMIT_MS }, async () => {
    const cloud = await startIbmCloud(options.cloud);
    const machine = await createMachine({
      system: SYSTEM,
      programs: options.programs ?? [],
      env: { ...COMPILED, ...cloud.env, ...options.env },
      ...(options.home === undefined ? {} : { home: options.home }),
      dist: DIST,
    });
    try {
      const stage = new Stage(cloud, machine);
      await play(stage);
      await stage.verify();
    } finally {
      await machine.remove();
      await cloud.stop();
    }
  });
}

/** Every file and link below a directory by its relative path, with what is in it. */
function readTree(root: string, hasModes: boolean): ReadonlyMap<string, string> {
  const names = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
  return new Map(
    names.map((name) => {
      const path = join(root, name);
      const stats = lstatSync(path);
      const mode = hasModes ? (stats.mode & 0o777).toString(8) : 'there';
      if (stats.isSymbolicLink()) {
        return [relative(root, path), `link to ${readlinkSync(path)}`];
      }
      return [
        relative(root, path),
        stats.isFile() ? `${mode} ${readFileSync(path, 'utf8')}` : mode,
      ];
    }),
  );
}
