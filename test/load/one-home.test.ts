import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { type IbmCloud, startIbmCloud } from '../ibm-cloud/index.ts';
import { findProgram } from '../ibm-cloud/programs.ts';
import {
  createMachine,
  type Job,
  type Machine,
  type RunningPhase,
  type StepResult,
} from '../runner/index.ts';
import { emptyTemp } from '../support/interrupt.ts';
import {
  type LockReport,
  nameLocks,
  noteLocks,
  parseNotes,
  readClock,
  readNotes,
  reportLocks,
} from './one-home/lock-notes.ts';
import {
  type Death,
  HOSTS,
  JOBS,
  type JobPlan,
  type LoginPlan,
  planJobs,
} from './one-home/plan.ts';
import { type Login, Timeline } from './one-home/timeline.ts';
import { Watcher } from './one-home/watcher.ts';
import { SEED } from './random.ts';

/** Seconds for one step. Forty steps at a time are slow on two cores. */
const STEP_SECONDS = 120;
/** The assumed duration of a step until the first one has been measured. */
const USUAL_MS = 1_000;

const HUB = '"docker.io": {"auth": "bWU6bXkgZG9ja2VyIGh1YiBwYXNzd29yZA=="}';
const HEADERS = '"HttpHeaders":   {"X-Meta": "mine"}';
const MY_AUTH = 'b2N0b2NhdDpteSBvd24gbG9naW4=';
/** The user's own config, with a login to a host that the jobs log in to as well. */
const MINE = `{\n\t"auths": {\n\t\t${HUB},\n\t\t"us.icr.io": {"auth": "${MY_AUTH}"}\n\t},\n\t${HEADERS}\n}\n`;

/**
 * Forty jobs share one home directory. Each logs in and out five times, and some are killed at any point.
 * No login of a running job may be lost, no login of a killed job may be restored or stay, and the user's
 * own parts of the config must always be there, and be unchanged at the end.
 */
test(`${JOBS} jobs that share a home directory lose no login and leave none behind (LOAD_SEED=${SEED})`, async () => {
  const clients = ['docker', 'podman'].filter((name) => findProgram(name) !== undefined);
  const cloud = await startIbmCloud({ registry: 'memory' });
  const machine = await createMachine({ programs: clients, records: false, env: cloud.env });
  const home = new OneHome(cloud, machine);
  try {
    await Promise.all(planJobs(SEED, ['file', ...clients]).map((plan) => home.playJob(plan)));
    await home.playLast();
    console.log(home.describe());
    expect(home.listBroken()).toEqual([]);
  } finally {
    home.stop();
    await machine.remove();
    await cloud.stop();
  }
});

/** The home directory, its jobs, and what is observed of them. */
class OneHome {
  readonly #machine: Machine;
  readonly #keys: readonly string[];
  readonly #timeline = new Timeline({ 'us.icr.io': MY_AUTH });
  readonly #watcher: Watcher;
  readonly #notes: string;
  readonly #broken: string[] = [];
  readonly #usualMs = { main: USUAL_MS, post: USUAL_MS };
  readonly #deaths: Record<Death['at'], number> = { main: 0, post: 0, standing: 0, lock: 0 };
  #logins = 0;

  constructor(cloud: IbmCloud, machine: Machine) {
    this.#machine = machine;
    this.#keys = makeKeys(cloud);
    this.#notes = join(machine.temp, 'lock-notes');
    const path = machine.dockerConfigPath;
    mkdirSync(dirname(path), { mode: 0o700 });
    writeFileSync(path, MINE, { mode: 0o600 });
    this.#watcher = new Watcher({
      config: path,
      notes: this.#notes,
      hosts: Object.values(HOSTS),
      timeline: this.#timeline,
      untouched: [HUB, HEADERS],
    });
  }

  /** Runs one job. After a job was killed, its runner gets a new one for the remaining logins. */
  async playJob({ client, logins }: JobPlan): Promise<void> {
    const secrets = logins.map(({ key }) => this.#keys[key] ?? '');
    let job = this.#startJob(secrets);
    for (const plan of logins) {
      if (await this.#playLogin(job, client, plan)) {
        job = this.#startJob(secrets);
      }
    }
    await job.finish();
  }

  /** Runs one more job at the end, which undoes the login of the last killed job. */
  async playLast(): Promise<void> {
    const plan = { name: 'the last job', region: 'us-south', key: 0, stayMs: 0, death: undefined };
    await this.playJob({ client: 'file', logins: [plan] });
  }

  stop(): void {
    this.#watcher.stop();
  }

  /** All expectations that were not met, at the end or on the way. */
  listBroken(): readonly string[] {
    const path = this.#machine.dockerConfigPath;
    const files = readdirSync(dirname(path)).join(', ');
    const { waited, shared } = this.#reportLocks();
    return [
      ...this.#broken,
      ...this.#watcher.wrong,
      ...(readFileSync(path, 'utf8') === MINE ? [] : ['the config is not what it was']),
      ...(files === 'config.json' ? [] : [`left beside the config: ${files}`]),
      ...(this.#timeline.isEmpty ? [] : ['the script has lost track of a login']),
      ...(shared === 0 ? [] : [`the lock was held by two processes at once, ${shared} times`]),
      ...(waited > 0 ? [] : ['nobody ever had to wait for the lock']),
      ...(this.#watcher.known > 0 ? [] : ['it was never known which of several logins is on top']),
    ];
  }

  /** A summary of what happened. */
  describe(): string {
    const { main, post, standing, lock } = this.#deaths;
    const { taken, waited, longestWaitMs } = this.#reportLocks();
    const { reads, changes, judged, known } = this.#watcher;
    return [
      `${this.#logins} logins. Killed: ${main + post + standing + lock} jobs, ${main} in main, ${post} in post, ${standing} in between, ${lock} while holding the lock.`,
      `The config was read ${reads} times, had changed ${changes} times and was judged ${judged} times; ${known} times it was known which of several logins to a host is on top.`,
      `The lock was taken ${taken} times, ${waited} of them after waiting; the longest wait was ${longestWaitMs} ms.`,
    ].join('\n');
  }

  #reportLocks(): LockReport {
    return reportLocks(parseNotes(readNotes(this.#notes)));
  }

  #startJob(secrets: readonly string[]): Job {
    return this.#machine.startJob({ secrets, env: noteLocks(this.#notes) });
  }

  /** Runs one login, and returns whether its job was killed. */
  async #playLogin(job: Job, client: string, plan: LoginPlan): Promise<boolean> {
    const { name, region, death } = plan;
    const key = this.#keys[plan.key] ?? '';
    const inputs = { region, client, 'api-key': key, timeout: String(STEP_SECONDS) };
    const env = nameLocks(name, death?.at === 'lock' ? death.atChange : undefined);
    const step = job.step({ action: ROOT, with: inputs, env });
    const hosts = region.split(', ').map((known) => HOSTS[known] ?? '');
    const auth = Buffer.from(`iamapikey:${key}`).toString('base64');
    const login = { name, hosts, auth };
    this.#timeline.begin(login);
    this.#logins += 1;
    if (death?.at === 'main' || death?.at === 'lock') {
      const afterMs = death.at === 'main' ? death.share * this.#usualMs.main : undefined;
      await this.#kill(login, step.startMain(), afterMs);
      return this.#lose(job, login, death.at);
    }
    await this.#use(name, step.main());
    this.#watcher.look();
    await sleep(plan.stayMs);
    this.#watcher.look();
    if (death?.at === 'post') {
      await this.#kill(login, step.startPost(), death.share * this.#usualMs.post);
    }
    if (death !== undefined) {
      return this.#lose(job, login, death.at);
    }
    await this.#use(name, step.post());
    this.#watcher.look();
    return false;
  }

  /** Waits for a step, which must succeed without annotations. */
  async #use(name: string, running: Promise<StepResult>): Promise<void> {
    const { phase, failed, annotations, durationMs } = await running;
    this.#usualMs[phase] = this.#usualMs[phase] * 0.9 + durationMs * 0.1;
    if (failed || annotations.length > 0) {
      const said = annotations.map(({ message }) => message).join('\n');
      this.#broken.push(`${name}: ${phase} ${failed ? 'failed' : 'warned'}: ${said}`);
    }
  }

  /** Kills a step after some time, or waits for it to kill itself. */
  async #kill(login: Login, running: RunningPhase, afterMs: number | undefined): Promise<void> {
    if (afterMs === undefined) {
      this.#timeline.leave(login);
      const { signal } = await running.result;
      if (signal !== 'SIGKILL') {
        this.#broken.push(`${login.name}: did not die while it held the lock`);
      }
      return;
    }
    await Promise.race([running.result, sleep(afterMs)]);
    this.#timeline.leave(login);
    await running.destroy();
  }

  /** Loses the job. Its runner empties RUNNER_TEMP before it takes the next one. */
  async #lose(job: Job, login: Login, at: Death['at']): Promise<boolean> {
    this.#timeline.leave(login);
    // First: with its end, another job may get the same runner.
    emptyTemp(job);
    await job.abandon();
    this.#timeline.die(login, readClock());
    this.#deaths[at] += 1;
    return true;
  }
}

/** Creates a key for every login. IBM Cloud allows twenty per user. */
function makeKeys(cloud: IbmCloud): readonly string[] {
  const account = cloud.createAccount();
  return Array.from({ length: 20 }, () => cloud.createUser({ account, role: 'Writer' })).flatMap(
    (user) => Array.from({ length: 11 }, () => cloud.seedApiKey(user).value),
  );
}
