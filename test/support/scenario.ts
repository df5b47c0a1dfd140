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

/** What scenarios run: the committed build, or `src/` itself under `npm run coverage`. */
export const DIST = process.env['ICR_LOGIN_DIST'] ?? join(ROOT, 'dist');

/** How the header of a token starts if `kid` is its first member. */
const KEY_ID_FIRST = Buffer.from('{"kid":').toString('base64url').slice(0, -1);

/**
 * Keeps the compiled code of the build for the next process: compiling it takes a tenth of the time of a
 * thousand short processes. V8 reports no coverage for functions from this cache.
 */
const COMPILED: Readonly<Record<string, string>> =
  process.env['NODE_V8_COVERAGE'] === undefined
    ? { NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compiled') }
    : {};

/** `wine` or `native` in a run of the Windows scenarios; see `test/windows/vitest.config.ts`. */
const PLAYED_ON = process.env['SCENARIO_SYSTEM'];
export const SYSTEM: System = PLAYED_ON === 'wine' ? WINE : NATIVE;

/**
 * A safety limit, not a performance requirement: everything takes longer on a busy machine, and even longer
 * in Wine.
 */
const LIMIT_MS = PLAYED_ON === undefined ? 120_000 : 240_000;

/** What a saved state says that the post step must undo. */
interface Undoable {
  readonly minted: readonly { readonly outcome: string }[];
  readonly logins: readonly unknown[];
  readonly isolation?: unknown;
}

/** What a scenario needs apart from the defaults. */
export interface ScenarioOptions {
  /** Programs on the PATH of the machine, such as `docker`. None are needed for `client: file`. */
  readonly programs?: readonly string[];
  readonly cloud?: IbmCloudOptions;
  /** Requires Linux. The scenario is skipped elsewhere. */
  readonly linux?: boolean;
  /** Requires root, to act as another user. The scenario is skipped elsewhere. */
  readonly root?: boolean;
  /** Whether the scenario runs on Windows `too`, or `only` there. */
  readonly windows?: 'too' | 'only';
  /** The name of the home directory. */
  readonly home?: string;
  /** Environment variables of the machine's runner. */
  readonly env?: Readonly<Record<string, string>>;
}

/** For a scenario that depends on Linux. */
export const LINUX: ScenarioOptions = { linux: true };

/** For a scenario that runs on every system. */
export const EVERYWHERE: ScenarioOptions = { windows: 'too' };

/** A machine to run jobs on, and an IBM Cloud with an account. */
export class Stage {
  readonly cloud: IbmCloud;
  readonly machine: Machine;
  readonly account: { readonly id: string };
  /** A user of the account with the role Manager and an API key. */
  readonly user: ReturnType<IbmCloud['createUser']>;
  /** More text that must not appear anywhere, in addition to the secrets that IBM Cloud issued. */
  readonly secrets: string[] = [];
  /** IDs of credentials that may still be valid at the end, because the scenario keeps them on purpose. */
  readonly survivors: string[] = [];
  /**
   * Places that may contain a secret: the exception in the design, or something that the scenario asked
   * for.
   */
  readonly excepted: (string | RegExp | ScanException)[] = [];
  /** Paths below the home directory that the scenario changes permanently. */
  readonly changed: string[] = [];
  #homeBefore: ReadonlyMap<string, string> | undefined;

  constructor(cloud: IbmCloud, machine: Machine) {
    this.cloud = cloud;
    this.machine = machine;
    this.account = cloud.createAccount();
    this.user = cloud.createUser({ account: this.account, role: 'Manager' });
  }

  /** Records the home directory, which must be unchanged at the end. */
  rememberHome(): void {
    this.#homeBefore ??= this.#readHome();
  }

  /** Starts a job with step debug logging. All secrets of the stage are repository secrets. */
  startJob(options: JobOptions = {}): Job {
    this.rememberHome();
    const secrets = [this.user.apiKey, ...this.secrets, ...(options.secrets ?? [])];
    return this.machine.startJob({ debug: true, ...options, secrets });
  }

  /** The login action as a step. By default, it logs in to `us-south` with the user's API key. */
  step(
    job: Job,
    inputs: Readonly<Record<string, string>> = {},
    limits: Pick<StepOptions, 'drainMs'> = {},
  ): Step {
    const byDefault = { region: 'us-south', 'api-key': this.user.apiKey };
    return job.step({ action: ROOT, with: { ...byDefault, ...inputs }, ...limits });
  }

  /** Runs a whole job with one step. */
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
   * Runs the main phase of one step for each set of inputs. Each step must fail before it sends anything.
   * The post phases are skipped: another test shows that they have nothing to do.
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
   * Runs the main phase of one step, which must fail and leave nothing for its post phase to undo. The post
   * phase is skipped: another test shows that it has nothing to do.
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

  /**
   * Allows the output `password`: it may contain a secret that was created in the job, but never the given
   * API key.
   */
  exceptPassword(): void {
    this.excepted.push({
      where: /main: (?:output password|file output)$/,
      allows: (secret) => secret !== this.user.apiKey,
    });
  }

  /** Allows an IAM access token in the state: the only secret that may be there. */
  exceptKeptToken(): void {
    // Of all tokens that IBM Cloud issues, only those of IAM have the ID of their key first.
    const allows = (secret: string): boolean => secret.startsWith(KEY_ID_FIRST);
    this.excepted.push({ where: /main: file state$/, allows });
  }

  /**
   * The content of a Docker config, by default the one of the machine's user, or `undefined` if it does not
   * exist.
   */
  readConfig(path = this.machine.dockerConfigPath): unknown {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  }

  /** Checks what must be true after every scenario. */
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
    const scan = await scanForSecrets(this.machine, secrets, { except: this.excepted });
    noteScan(scan, performance.now() - startedMs);
    expect(scan.findings, 'secrets that can be seen').toEqual([]);
  }

  /** The home directory, without modes on Windows: there, the action cannot set permission bits. */
  #readHome(): ReadonlyMap<string, string> {
    const { home, system } = this.machine;
    return readTree(home, system.platform !== 'win32');
  }
}

/** A finished job with one step of the login action. */
export interface Played {
  readonly job: Job;
  readonly main: StepResult;
  /** `undefined` if the runner had no post step to run. */
  readonly post: StepResult | undefined;
}

/**
 * Defines a test that runs jobs against the double.
 *
 * When it ends, every credential that the action created must be revoked or expired, the home directory
 * must be unchanged, no process may still be running, and no secret may be visible. The scenario declares
 * any exceptions.
 */
export function scenario(
  name: string,
  options: ScenarioOptions,
  play: (stage: Stage) => Promise<void>,
): void {
  if (PLAYED_ON !== undefined && options.windows === undefined) {
    // It runs with the other tests. It is listed here, because vitest does not accept a suite without tests.
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

/** All files and links below a directory, by their relative paths, with their contents. */
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
