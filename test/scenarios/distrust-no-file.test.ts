import {
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { NON_FILES, type NonFile, placeNonFile, toJournalPath } from '../support/attacker.ts';
import { writeBefore } from '../support/docker-config.ts';
import { holdLockOf } from '../support/lock.ts';
import { arrangeKeys, endJob, letExpire, listAlive } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { LINUX, type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { expectInTime } from '../support/time.ts';

const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');
/** Without protection, a special file blocks a step forever. A busy machine may need some time anyway. */
const SECONDS = 30;

/** A path where the action looks for something. */
type Place = (stage: Stage, job: Job) => string;

const beside =
  (ending: string): Place =>
  ({ machine }) =>
    `${machine.dockerConfigPath}${ending}`;
const CONFIG = beside('');
const JOURNAL: Place = (stage) => toJournalPath(stage);
const LOCK = beside('.icr-login-lock');
const HOLDER = beside('.icr-login-lock-holder');
const BREAKING = beside('.icr-login-lock-breaking');
const MARKER: Place = (_stage, { runnerTemp }) => join(runnerTemp, 'icr-login-job');
const DIRECTORY: Place = ({ machine }) => dirname(machine.dockerConfigPath);

/** For a lock, which is a directory: everything that is not a directory. */
const NO_DIRECTORIES = NON_FILES.filter((kind) => kind !== 'directory');

/** The type of what exists at a path. The action must not have replaced it. */
function typeOf(path: string): string {
  const status = lstatSync(path, { throwIfNoEntry: false });
  return status === undefined ? 'nothing' : (status.mode & 0o170_000).toString(8);
}

/** Creates a file with a length of one gigabyte that uses no space on the disk. */
function makeLong(path: string): void {
  writeFileSync(path, '{}');
  truncateSync(path, 1024 ** 3);
}

describe('before the login, something that is not a regular file', () => {
  const places: readonly (readonly [string, Place, readonly NonFile[]])[] = [
    ['the config', CONFIG, NON_FILES],
    ['the journal', JOURNAL, NON_FILES],
    ['the lock', LOCK, NO_DIRECTORIES],
    ['the directory of the config', DIRECTORY, NO_DIRECTORIES],
    ['the marker of the job', MARKER, NON_FILES],
  ];
  for (const [name, place, kinds] of places) {
    scenario(
      `instead of ${name} causes an error before a credential is sent`,
      LINUX,
      async (stage) => {
        stage.changed.push('.docker');
        const { inputs } = arrangeKeys(stage);
        for (const kind of kinds) {
          const job = stage.startJob();
          const path = place(stage, job);
          await placeNonFile(kind, path);
          const before = typeOf(path);
          const main = await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();

          expectInTime(main, SECONDS);
          expect([kind, main.failed]).toEqual([kind, true]);
          expect(readError(main).message, kind).toContain(path);
          expect(stage.cloud.connections, kind).toEqual([]);
          expect(typeOf(path), kind).toBe(before);
          const [post] = await job.finish();
          expect([kind, post?.annotations]).toEqual([kind, []]);
          rmSync(path, { recursive: true, force: true });
        }
      },
    );
  }

  scenario('instead of the files of a free lock does not matter', LINUX, async (stage) => {
    stage.changed.push('.docker');
    for (const place of [HOLDER, BREAKING]) {
      for (const kind of NO_DIRECTORIES) {
        const job = stage.startJob();
        await placeNonFile(kind, place(stage, job));
        const main = await stage.step(job, { client: 'file', timeout: String(SECONDS) }).main();
        const [post] = await job.finish();

        expect([kind, main.annotations, post?.annotations]).toEqual([kind, [], []]);
        rmSync(place(stage, job), { recursive: true, force: true });
      }
    }
  });

  for (const name of [
    'home/.config/containers/auth.json',
    'home/.config/containers/registries.conf',
    'run/containers/auth.json',
    'home/auth.json',
  ]) {
    scenario(`instead of podman’s ${name} does not block a step`, LINUX, async (stage) => {
      const path = join(stage.machine.root, name);
      const env = { REGISTRY_AUTH_FILE: join(stage.machine.home, 'auth.json') };
      stage.changed.push('.config', 'auth.json');
      for (const kind of NON_FILES) {
        await placeNonFile(kind, path);
        const job = stage.startJob({ env });
        const main = await stage.step(job, { client: 'file', timeout: String(SECONDS) }).main();
        const [post] = await job.finish();

        expect([kind, main.failed, post?.failed]).toEqual([kind, false, false]);
        rmSync(path, { recursive: true, force: true });
      }
    });
  }

  for (const name of ['auth.json', 'registries.conf', 'registries.conf.d/x.conf', 'certs.d']) {
    scenario(
      `instead of podman’s ${name} does not block a step longer than its time limit`,
      { programs: ['podman'] },
      async (stage) => {
        stage.changed.push('.config', '.local', '.cache');
        await placeNonFile('pipe', join(stage.machine.home, '.config', 'containers', name));
        const job = stage.startJob();
        const main = await stage.step(job, { client: 'podman', timeout: '10' }).main();

        expectInTime(main, 10);
        const [post] = await job.finish();
        expect(post?.failed).toBe(false);
        rmSync(join(stage.machine.home, '.config'), { recursive: true });
      },
    );
  }

  scenario('next to a config that is copied is omitted', LINUX, async (stage) => {
    stage.changed.push('.docker');
    for (const kind of NON_FILES) {
      const path = join(dirname(stage.machine.dockerConfigPath), 'contexts');
      await placeNonFile(kind, path);
      const inputs = { client: 'file', config: 'isolated', timeout: String(SECONDS) };
      const { main, post } = await stage.play(inputs);

      expect([kind, main.failed, post?.failed]).toEqual([kind, false, false]);
      expectInTime(main, SECONDS);
    }
  });

  scenario('instead of a config that is copied causes an error', LINUX, async (stage) => {
    stage.changed.push('.docker');
    const { inputs } = arrangeKeys(stage);
    for (const kind of NON_FILES) {
      const path = stage.machine.dockerConfigPath;
      await placeNonFile(kind, path);
      const { main } = await stage.play({ ...inputs, config: 'isolated' });

      expect(readError(main).message, kind).toContain(path);
      expect(stage.cloud.connections, kind).toEqual([]);
    }
  });
});

describe('between the login and the end of the job, something that is not a regular file', () => {
  const places: readonly (readonly [string, Place, readonly NonFile[]])[] = [
    ['the config', CONFIG, NON_FILES],
    ['the journal', JOURNAL, NON_FILES],
    ['the lock', LOCK, NO_DIRECTORIES],
    ['the directory of the config', DIRECTORY, NO_DIRECTORIES],
  ];
  for (const [name, place, kinds] of places) {
    scenario(
      `instead of ${name} is named, and what was minted is revoked`,
      LINUX,
      async (stage) => {
        stage.changed.push('.docker');
        const { inputs } = arrangeKeys(stage);
        for (const kind of kinds) {
          const job = stage.startJob();
          await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();
          expect(listAlive(stage)).toHaveLength(1);
          const path = place(stage, job);
          await placeNonFile(kind, path);
          const before = typeOf(path);
          const post = await endJob(job);

          expectInTime(post, SECONDS);
          expect([kind, post.failed]).toEqual([kind, false]);
          expect(readMessages(post, 'warning'), kind).toEqual([expect.stringContaining(path)]);
          expect(listAlive(stage), kind).toEqual([]);
          expect(typeOf(path), kind).toBe(before);
          rmSync(dirname(stage.machine.dockerConfigPath), { recursive: true, force: true });
        }
      },
    );
  }

  scenario(
    'instead of the files of a lock or the marker of the job does not matter',
    LINUX,
    async (stage) => {
      stage.changed.push('.docker');
      const { inputs } = arrangeKeys(stage);
      for (const place of [HOLDER, BREAKING, MARKER]) {
        for (const kind of NO_DIRECTORIES) {
          const job = stage.startJob();
          await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();
          await placeNonFile(kind, place(stage, job));
          const post = await endJob(job);

          expectInTime(post, SECONDS);
          expect([kind, post.annotations]).toEqual([kind, []]);
          expect(listAlive(stage), kind).toEqual([]);
          expect(stage.readConfig()).toBeUndefined();
          rmSync(place(stage, job), { recursive: true, force: true });
        }
      }
    },
  );

  scenario(
    'instead of the job’s marker does not hide its logins from `logout`',
    LINUX,
    async (stage) => {
      for (const kind of NON_FILES) {
        const job = stage.startJob();
        await stage.step(job, { client: 'file' }).main();
        await placeNonFile(kind, MARKER(stage, job));
        const logout = await job.step({ action: LOGOUT }).main();

        expectInTime(logout, SECONDS);
        expect([kind, stage.readConfig()]).toEqual([kind, undefined]);
        await job.finish();
      }
    },
  );

  scenario('instead of the directory of a check is ignored', LINUX, async (stage) => {
    for (const kind of NO_DIRECTORIES) {
      const job = stage.startJob();
      await stage.step(job, { client: 'file' }).main();
      await placeNonFile(kind, join(job.runnerTemp, 'icr-login-check-x'));
      const [post] = await job.finish();

      expect([kind, post?.annotations]).toEqual([kind, []]);
    }
  });

  scenario('instead of a private config is deleted', LINUX, async (stage) => {
    for (const kind of NON_FILES) {
      const job = stage.startJob();
      const inputs = { client: 'file', config: 'isolated', timeout: String(SECONDS) };
      const main = await stage.step(job, inputs).main();
      await placeNonFile(kind, readOutput(main, 'config-path'));
      const [post] = await job.finish();

      expect([kind, post?.annotations]).toEqual([kind, []]);
    }
  });
});

describe('a link instead of a directory that the post step deletes', () => {
  scenario('does not redirect the deletion', LINUX, async (stage) => {
    const { home } = stage.machine;
    mkdirSync(join(home, 'theirs'));
    for (const name of ['.icr-login', 'file']) {
      writeFileSync(join(home, 'theirs', name), 'theirs');
    }
    const job = stage.startJob();
    const main = await stage.step(job, { client: 'file', config: 'isolated' }).main();
    const directory = dirname(readOutput(main, 'config-path'));
    rmSync(directory, { recursive: true });
    symlinkSync(join(home, 'theirs'), directory);
    symlinkSync(join(home, 'theirs'), join(job.runnerTemp, 'icr-login-check-x'));
    const [post] = await job.finish();

    expect(post?.failed).toBe(false);
    expect(readdirSync(join(home, 'theirs'))).toEqual(['.icr-login', 'file']);
  });
});

describe('a directory with very many files that looks like that of a check', () => {
  scenario('does not prevent revocation', LINUX, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();
    const many = join(job.runnerTemp, 'icr-login-check-many');
    mkdirSync(many);
    for (let index = 0; index < 20_000; index += 1) {
      // Not at once: other scenarios in this process must have their turn.
      await writeFile(join(many, String(index)), '');
    }
    const post = await endJob(job);

    expectInTime(post, SECONDS);
    expect(post.annotations).toEqual([]);
    expect(listAlive(stage)).toEqual([]);
  });
});

describe('a file of one gigabyte', () => {
  scenario('instead of the config causes an error immediately', LINUX, async (stage) => {
    stage.changed.push('.docker');
    const path = stage.machine.dockerConfigPath;
    stage.rememberHome();
    mkdirSync(dirname(path));
    makeLong(path);
    const main = await stage.fail({ client: 'file', timeout: String(SECONDS) });

    expect(readError(main).message).toContain(path);
    expectInTime(main, SECONDS);
    rmSync(path);
  });

  scenario('instead of the journal does not prevent revocation', LINUX, async (stage) => {
    stage.changed.push('.docker');
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();
    makeLong(toJournalPath(stage));
    const post = await endJob(job);

    expectInTime(post, SECONDS);
    expect(readMessages(post, 'warning')).toEqual([expect.stringContaining(toJournalPath(stage))]);
    expect(listAlive(stage)).toEqual([]);
    rmSync(dirname(toJournalPath(stage)), { recursive: true });
  });
});

/** Only root may read the log of the kernel. */
const ROOT = { root: true };

/** Files of the system that have no end, or make their readers wait, although they say that they are regular ones. */
const ENDLESS = ['/proc/self/pagemap', '/proc/kmsg'] as const;

/** Puts a link to one of them in a place. */
function link(target: string): (path: string) => void {
  return (path) => {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
    symlinkSync(target, path);
  };
}

for (const target of ENDLESS) {
  describe(`a link to ${target}`, () => {
    scenario('in place of the config, causes an error before any request', ROOT, async (stage) => {
      stage.changed.push('.docker');
      for (const config of ['shared', 'isolated']) {
        link(target)(stage.machine.dockerConfigPath);
        const main = await stage.fail({ client: 'file', config, timeout: String(SECONDS) });

        expectInTime(main, SECONDS);
        expect(readError(main).message).toContain(stage.machine.dockerConfigPath);
        expect(stage.cloud.connections).toEqual([]);
      }
      rmSync(stage.machine.dockerConfigPath);
    });

    scenario('in place of the journal, leaves nothing behind', ROOT, async (stage) => {
      stage.changed.push('.docker');
      const { inputs } = arrangeKeys(stage);
      const job = stage.startJob();
      await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();
      link(target)(toJournalPath(stage));
      const post = await endJob(job);

      expectInTime(post, SECONDS);
      expect(readMessages(post, 'warning')).toEqual([
        expect.stringContaining(toJournalPath(stage)),
      ]);
      expect(listAlive(stage)).toEqual([]);
      rmSync(dirname(toJournalPath(stage)), { recursive: true });
    });

    for (const variable of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE']) {
      scenario(`in ${variable}, does not keep the post step waiting`, ROOT, async (stage) => {
        const { inputs } = arrangeKeys(stage);
        const job = stage.startJob();
        await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();
        job.exportVariable(variable, target);
        const post = await endJob(job);

        expectInTime(post, SECONDS);
        expect(readMessages(post, 'warning')).toEqual([expect.stringContaining(variable)]);
        expect(stage.readConfig()).toBeUndefined();
        letExpire(stage);
      });
    }

    scenario('in place of the event of the run, is ignored', ROOT, async (stage) => {
      const inputs = { 'api-key': '', timeout: String(SECONDS) };
      const main = await stage.fail(inputs, { env: { GITHUB_EVENT_PATH: target } });

      expectInTime(main, SECONDS);
      expect(readError(main).code).toBe('missing-credentials');
    });
  });
}

describe('a file of eight gigabytes beside a config that is copied', () => {
  scenario('is left out, and a notice names it', LINUX, async (stage) => {
    stage.rememberHome();
    stage.changed.push('.docker');
    const path = join(dirname(stage.machine.dockerConfigPath), 'long');
    mkdirSync(dirname(path));
    writeFileSync(path, '');
    truncateSync(path, 8 * 1024 ** 3);
    const inputs = { client: 'file', config: 'isolated', timeout: String(SECONDS) };
    const { main, post } = await stage.play(inputs);
    rmSync(path);

    expectInTime(main, SECONDS);
    expect(readMessages(main, 'notice')).toEqual([expect.stringContaining(path)]);
    expect([main.failed, post?.annotations]).toEqual([false, []]);
  });
});

describe('several configs whose locks stay taken', () => {
  for (const end of ['post step', '`logout`']) {
    scenario(
      `keep the ${end} no longer than its time limit`,
      { programs: ['podman'] },
      async (stage) => {
        stage.changed.push('.config', '.local', '.cache');
        const { machine, user } = stage;
        const theirs = { auth: 'b2N0b2NhdDp0aGVpciBvd24gbG9naW4=' };
        const own = join(machine.home, '.config', 'containers', 'auth.json');
        const session = join(machine.temp, 'session');
        writeBefore(own, JSON.stringify({ auths: { 'us.icr.io': theirs } }));
        writeBefore(
          join(session, 'containers', 'auth.json'),
          JSON.stringify({ auths: { 'de.icr.io': theirs } }),
        );
        const { inputs } = arrangeKeys(stage);
        const job = stage.startJob({ env: { XDG_RUNTIME_DIR: session } });
        const region = 'us-south, eu-de, uk-south';
        const step = stage.step(job, { ...inputs, client: 'podman', region, timeout: '10' });
        expect((await step.main()).annotations).toEqual([]);
        const configs = [own, join(session, 'containers', 'auth.json'), machine.dockerConfigPath];
        const free = configs.map((path) => holdLockOf(path));
        const result =
          end === 'post step'
            ? await step.post()
            : await job
                .step({ action: LOGOUT, with: { 'api-key': user.apiKey, timeout: '5' } })
                .main();
        for (const giveBack of free) {
          giveBack();
        }

        // One lock after the other would take fifteen seconds.
        expectInTime(result, 8);
        expect(listAlive(stage)).toEqual([]);
        await job.finish();
        if (end === 'post step') {
          // It runs once: the next login undoes what is left.
          stage.changed.push('.docker');
          stage.excepted.push(/config\.json|auth\.json/);
        }
      },
    );
  }
});

describe('a link to a device instead of the config', () => {
  scenario('is neither written nor read to its end', LINUX, async (stage) => {
    stage.changed.push('.docker');
    for (const device of ['/dev/zero', '/dev/null', '/dev/full', '/dev/stdin', '/dev/random']) {
      const path = stage.machine.dockerConfigPath;
      mkdirSync(dirname(path), { recursive: true });
      rmSync(path, { force: true });
      symlinkSync(device, path);
      const main = await stage.fail({ client: 'file', timeout: String(SECONDS) });

      expect([device, readError(main).code]).toEqual([device, 'config-not-writable']);
      expectInTime(main, SECONDS);
      expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    }
  });
});
