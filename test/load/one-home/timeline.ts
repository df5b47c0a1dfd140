import type { LockNote } from './lock-notes.ts';

/** One login of one job. */
export interface Login {
  /** The name in messages and in the notes about the lock: `job 7, login 2`. */
  readonly name: string;
  readonly hosts: readonly string[];
  /** The value of `auth` in its entry. */
  readonly auth: string;
}

/** What is known about a login. */
interface Known {
  readonly login: Login;
  /** When its main step took the lock. A later login covers an earlier one. */
  writtenAt: number | undefined;
  /** Whether it was written, and its end has not started. */
  isStanding: boolean;
  /** Whether its job is being killed. Further notes of its step do not count. */
  isLeaving: boolean;
  /** When its job was dead, and all of its files were removed. */
  diedAt: number | undefined;
}

/** The result of looking at the config. */
export interface Sight {
  /** Expectations that are not met. */
  readonly wrong: readonly string[];
  /** For how many hosts it was known which of several logins must be in the config. */
  readonly known: number;
}

/**
 * Who is logged in, as far as this is known from outside: from when steps take and release the lock of the
 * config, and when jobs are killed. Judges the content of the config at a certain moment.
 */
export class Timeline {
  readonly #foreign: Readonly<Record<string, string>>;
  /** All logins that may be in the config, now or later. */
  readonly #logins = new Map<string, Known>();
  /** When the current holder took the lock. */
  #takenAt = 0;

  /** @param foreign the entries (`auth`) that belong to someone else, by host. */
  constructor(foreign: Readonly<Record<string, string>>) {
    this.#foreign = foreign;
  }

  /** A main step is about to start. */
  begin(login: Login): void {
    const nothing = {
      writtenAt: undefined,
      isStanding: false,
      isLeaving: false,
      diedAt: undefined,
    };
    this.#logins.set(login.name, { login, ...nothing });
  }

  /** A step took the lock, or has finished and is about to release it. */
  hear({ name, phase, event, at }: LockNote): void {
    const known = this.#logins.get(name);
    if (event === 'taken') {
      this.#takenAt = at;
    } else {
      this.#forgetDead(this.#takenAt);
    }
    if (known === undefined) {
      return;
    }
    if (phase === 'post') {
      known.isStanding = false;
      if (event === 'given') {
        this.#logins.delete(name);
      }
    } else if (event === 'taken') {
      known.writtenAt = at;
    } else {
      known.isStanding = !known.isLeaving;
    }
  }

  /** A job is about to be killed. */
  leave({ name }: Login): void {
    const known = this.#logins.get(name);
    if (known !== undefined) {
      known.isStanding = false;
      known.isLeaving = true;
    }
  }

  /** A job is dead, and all of its files are removed. */
  die({ name }: Login, at: number): void {
    const known = this.#logins.get(name);
    if (known !== undefined) {
      known.diedAt = at;
    }
  }

  /** Whether no login is left. */
  get isEmpty(): boolean {
    return this.#logins.size === 0;
  }

  /** Judges the `auth` of each host. It must have been read after all notes that were processed. */
  judge(hosts: readonly string[], auths: ReadonlyMap<string, string>): Sight {
    const sights = hosts.map((host) => this.#judgeHost(host, auths.get(host)));
    return {
      wrong: sights.flatMap(({ wrong }) => wrong),
      known: sights.filter(({ known }) => known > 0).length,
    };
  }

  #judgeHost(host: string, auth: string | undefined): Sight {
    const written = [...this.#logins.values()].filter(
      ({ login, writtenAt }) => writtenAt !== undefined && login.hosts.includes(host),
    );
    const standing = written.filter(({ isStanding }) => isStanding);
    const top = Math.max(0, ...standing.map(({ writtenAt = 0 }) => writtenAt));
    const possible = written.filter(({ writtenAt = 0 }) => writtenAt >= top);
    const known = written.length > 1 && standing.length > 0 && possible.length === 1 ? 1 : 0;
    if (possible.some(({ login }) => login.auth === auth)) {
      return { wrong: [], known };
    }
    const [owner] = written.filter(({ login }) => login.auth === auth);
    if (auth === this.#foreign[host]) {
      const lost = standing.map(({ login }) => `${host}: the login of ${login.name} is lost`);
      return { wrong: lost, known };
    }
    const text =
      owner === undefined
        ? `what stands there is nobody's, or a dead one's`
        : `the login of ${owner.login.name} stands where a later one belongs`;
    return { wrong: [`${host}: ${text}`], known };
  }

  /** Every process that has taken the lock since then has undone the logins of jobs that were dead before. */
  #forgetDead(since: number): void {
    for (const [name, { diedAt }] of this.#logins) {
      if (diedAt !== undefined && diedAt < since) {
        this.#logins.delete(name);
      }
    }
  }
}
