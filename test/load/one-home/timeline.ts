import type { LockNote } from './lock-notes.ts';

/** One login of one job. */
export interface Login {
  /** For people, and the name in the notes of the lock: `job 7, login 2`. */
  readonly name: string;
  readonly hosts: readonly string[];
  /** What its entry has as `auth`. */
  readonly auth: string;
}

/** What is known of a login. */
interface Known {
  readonly login: Login;
  /** When its main step got the lock: logins lie over each other in this order. */
  writtenAt: number | undefined;
  /** Whether it has been written, and nothing has begun to end it. */
  isStanding: boolean;
  /** Whether its job is being killed: what its step may yet note does not count. */
  isLeaving: boolean;
  /** When its job was dead, and all of its files were removed. */
  diedAt: number | undefined;
}

/** What a look at the config found. */
export interface Sight {
  /** What does not hold. */
  readonly wrong: readonly string[];
  /** Of how many hosts it was known which of several logins is on top. */
  readonly known: number;
}

/**
 * Who is logged in, as far as it can be known from outside: from the moments at which steps get the lock of
 * the config and give it back, and at which jobs are killed. It judges what stands in the config at a moment.
 */
export class Timeline {
  readonly #foreign: Readonly<Record<string, string>>;
  /** Every login that may have something in the config, or may yet. */
  readonly #logins = new Map<string, Known>();
  /** When the one that has the lock got it. */
  #takenAt = 0;

  /** @param foreign the entries (`auth`) of somebody else, by host. */
  constructor(foreign: Readonly<Record<string, string>>) {
    this.#foreign = foreign;
  }

  /** Its main step is about to be started. */
  begin(login: Login): void {
    const nothing = {
      writtenAt: undefined,
      isStanding: false,
      isLeaving: false,
      diedAt: undefined,
    };
    this.#logins.set(login.name, { login, ...nothing });
  }

  /** A step has got the lock, or has done its work and gives it back. */
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

  /** Its job is about to be killed. */
  leave({ name }: Login): void {
    const known = this.#logins.get(name);
    if (known !== undefined) {
      known.isStanding = false;
      known.isLeaving = true;
    }
  }

  /** Its job is dead, and all of its files are removed. */
  die({ name }: Login, at: number): void {
    const known = this.#logins.get(name);
    if (known !== undefined) {
      known.diedAt = at;
    }
  }

  /** Whether everything that ever was is over. */
  get isEmpty(): boolean {
    return this.#logins.size === 0;
  }

  /** Judges the `auth` of each host, which must have been read after everything that was heard. */
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

  /** Whoever has had the lock since then has undone what was dead before. */
  #forgetDead(since: number): void {
    for (const [name, { diedAt }] of this.#logins) {
      if (diedAt !== undefined && diedAt < since) {
        this.#logins.delete(name);
      }
    }
  }
}
