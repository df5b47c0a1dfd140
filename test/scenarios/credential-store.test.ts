import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { findProgram } from '../ibm-cloud/programs.ts';
import type { Job, StepResult } from '../runner/index.ts';
import {
  CredentialStore,
  listConfigFolder,
  MINE,
  setUpStore,
  toStored,
} from '../support/credential-store.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { playFault } from '../support/fs-fault.ts';
import { makeKeys } from '../support/home.ts';
import { listAlive } from '../support/minting.ts';
import { EVERYWHERE, type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { CHECK } from '../support/traffic.ts';
import { until } from '../support/until.ts';

const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');
const FILE = { client: 'file' } as const;
const docker = { programs: ['docker'] };
const HANG = `exec ${findProgram('sleep')} 60`;

/** One helper for most hosts, another for one host, and none for a third. */
const MIXED = { credsStore: 'test', credHelpers: { 'de.icr.io': 'other', 'jp.icr.io': '' } };
const MIXED_REGIONS = 'us-south, eu-de, jp-tok';

/** Logs in to `us-south` with a key, which the helper then stores. */
async function logIn(
  stage: Stage,
  store: CredentialStore,
  { key, job = stage.startJob(), logout = 'true' }: { key: string; job?: Job; logout?: string },
): Promise<Job> {
  const main = await stage.step(job, { ...FILE, 'api-key': key, logout }).main();
  expect(main.annotations).toEqual([]);
  expect(store.read()).toEqual(toStored(key));
  return job;
}

/** Expects that no login is left, and that the original entry is restored. */
function expectMine(stage: Stage, store: CredentialStore): void {
  expect(store.list()).toEqual(['us.icr.io']);
  expect(store.read()).toEqual(MINE);
  expect(listConfigFolder(stage)).toEqual(['config.json']);
}

describe('a credential helper', () => {
  for (const client of ['docker', 'file']) {
    const options = client === 'file' ? EVERYWHERE : { programs: [client] };
    const name = `stores the login and gets its original entry back, with ${client}`;
    scenario(name, options, async (stage) => {
      const store = setUpStore(stage, MIXED);
      const other = new CredentialStore(stage, 'other');
      store.put('us.icr.io', MINE);
      const { apiKey } = stage.user;
      const path = stage.machine.dockerConfigPath;
      const job = stage.startJob({ env: { RELEASE_KEY: apiKey } });
      const main = await stage.step(job, { client, region: MIXED_REGIONS }).main();

      expect(main.annotations).toEqual([]);
      expect(main.lines).toContainEqual(
        expect.stringContaining(
          `, written to ${path} and the credential helper "test" and the credential helper "other".`,
        ),
      );
      expect(store.read()).toEqual(toStored(apiKey));
      expect(other.read('de.icr.io')).toEqual(toStored(apiKey));
      expect(stage.readConfig()).toEqual({ ...MIXED, auths: { 'jp.icr.io': toEntry(apiKey) } });
      // The secret of the original entry is only in the helper's store.
      expect(readFileSync(`${path}.icr-login-journal`, 'utf8')).not.toContain('gültig');
      const log = ['get us.icr.io', 'store kept', 'get kept', 'store us.icr.io', 'get us.icr.io'];
      expect(store.takeCalls()).toEqual(log);
      expect(other.takeCalls()).toEqual(['get de.icr.io', 'store de.icr.io', 'get de.icr.io']);
      // A helper receives the secret only on standard input.
      expect(store.environment).toContain('PATH=');
      expect(store.environment).not.toMatch(/INPUT_|RELEASE_KEY/);

      const [post] = await job.finish();
      expect(post?.lines).toEqual([
        `jp.icr.io: removed the login (${path}).`,
        'de.icr.io: removed the login (credential helper "other").',
        'us.icr.io: restored the login that was there before (credential helper "test").',
      ]);
      expectMine(stage, store);
    });
  }

  scenario(
    'for every host is ignored by podman, and a warning says so',
    { programs: ['podman'] },
    async (stage) => {
      const config = { credsStore: 'test', credHelpers: { 'de.icr.io': 'test' } };
      const store = setUpStore(stage, config);
      const { apiKey } = stage.user;
      const job = stage.startJob();
      const main = await stage.step(job, { client: 'podman', region: 'us-south, eu-de' }).main();

      expect(main.annotations.map(({ message }) => message)).toEqual([
        expect.stringContaining('(`credsStore`) that podman, buildah and skopeo do not use.'),
      ]);
      expect(stage.readConfig()).toEqual({ ...config, auths: { 'us.icr.io': toEntry(apiKey) } });
      expect(store.read('de.icr.io')).toEqual(toStored(apiKey));
      for (const host of ['us.icr.io', 'de.icr.io']) {
        const login = await job.run('podman', ['login', '--get-login', host]);
        expect(login).toMatchObject({ exitCode: 0, stdout: 'iamapikey\n' });
      }
    },
  );
});

describe("podman's own credential helper", () => {
  scenario('is refused before anything is sent', { programs: ['podman'] }, async (stage) => {
    const path = join(stage.machine.home, '.config', 'containers', 'registries.conf');
    writeBefore(path, 'credential-helpers = ["test"]\n');
    const [main] = await stage.refuse([{ client: 'podman', config: 'isolated' }]);
    expect(main?.annotations[0]?.message).toContain(`${path} names \`credential-helpers\``);
    expect(main?.log).toContain('(icr-login: credential-store)');
  });

  scenario(
    'is found through the old name of the variable',
    { programs: ['podman'] },
    async (stage) => {
      const path = join(stage.machine.home, 'registries.conf');
      writeBefore(path, 'credential-helpers = ["test"]\n');
      const store = new CredentialStore(stage);
      const env = { REGISTRIES_CONFIG_PATH: path };
      const [main] = await stage.refuse([{ client: 'podman' }], { env });
      expect(main?.annotations[0]?.message).toContain(`${path} names \`credential-helpers\``);
      expect(store.list()).toEqual([]);
    },
  );
});

describe('jobs that share a home directory and a credential helper', () => {
  scenario('can use the same key, and are undone from last to first', EVERYWHERE, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', MINE);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const one = await logIn(stage, store, { key: first });
    await logIn(stage, store, { key: second, job: one });
    const two = await logIn(stage, store, { key: second });
    await two.finish();
    expect(store.read()).toEqual(toStored(second));
    const posts = await one.finish();
    expect(posts.map(({ lines }) => lines)).toEqual(
      Array(2).fill([
        expect.stringMatching(/^us\.icr\.io: restored the login that was there before/),
      ]),
    );
    expectMine(stage, store);
  });

  scenario('give way to a login that stays', {}, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', MINE);
    const [early = '', kept = '', late = ''] = makeKeys(stage, 3);
    const before = await logIn(stage, store, { key: early });
    const lasting = await logIn(stage, store, { key: kept, logout: 'false' });
    await lasting.abandon();
    const after = await logIn(stage, store, { key: late });
    const [post] = await before.finish();
    expect(post?.lines).toEqual([
      expect.stringMatching(/^us\.icr\.io: left the entry, because another use of this action/),
    ]);
    expect(store.read()).toEqual(toStored(late));
    // The login to restore in the end, and nothing from the finished job.
    expect(store.list()).toHaveLength(2);
    await after.finish();
    expect(store.read()).toEqual(toStored(kept));
    const last = await logIn(stage, store, { key: early, logout: 'false' });
    await last.abandon();
    expect(store.list()).toHaveLength(1);
    expect(listConfigFolder(stage)).toEqual(['config.json']);
    stage.changed.push('keychain-test');
    stage.excepted.push(/keychain-test/);
  });
});

describe('a login with `logout: false` in a credential helper', () => {
  scenario('leaves nothing behind if the journal cannot be written', {}, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', MINE);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const before = await logIn(stage, store, { key: first });
    const stored = store.list();
    const job = stage.startJob();
    const below = stage.machine.dockerConfigPath;
    // The journal is replaced once with the login, and once more without its record.
    playFault(job, { below, only: 'rename', call: 2, outcome: 'ENOSPC' });
    const inputs = { ...FILE, 'api-key': second, logout: 'false' };
    const main = await stage.step(job, inputs).main();

    expect(readError(main).code).toBe('config-not-writable');
    expect(store.read()).toEqual(toStored(first));
    expect(store.list()).toEqual(stored);
    await before.finish();
    expectMine(stage, store);
  });

  scenario('leaves only its own entry if there was no other', EVERYWHERE, async (stage) => {
    const store = setUpStore(stage);
    const { apiKey } = stage.user;
    const job = await logIn(stage, store, { key: apiKey, logout: 'false' });
    const [post] = await job.finish();

    expect(post?.annotations ?? []).toEqual([]);
    expect(store.list()).toEqual(['us.icr.io']);
    expect(store.read()).toEqual(toStored(apiKey));
    expect(listConfigFolder(stage)).toEqual(['config.json']);
    stage.changed.push('keychain-test');
    stage.excepted.push(/keychain-test/);
  });
});

describe('an entry in a credential helper', () => {
  scenario('is left alone if someone else has replaced it', EVERYWHERE, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', { Username: 'octocat', Secret: 'of yesterday' });
    const job = await logIn(stage, store, { key: stage.user.apiKey });
    store.put('us.icr.io', MINE);
    const [post] = await job.finish();
    expect(readWarnings(post)).toEqual([
      'us.icr.io: left the entry alone, because someone else has changed or removed it since (credential helper "test"). Nothing removes it when the job ends. To remove it, run `docker logout us.icr.io`.',
    ]);
    expectMine(stage, store);
    stage.changed.push('keychain-test');
  });

  scenario('is removed early by the action `logout`', EVERYWHERE, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', MINE);
    const job = await logIn(stage, store, { key: stage.user.apiKey });
    const action = join(import.meta.dirname, '..', '..', 'logout');
    const logout = await job.step({ action, with: {} }).main();
    expect(logout.lines).toEqual([
      'us.icr.io: restored the login that was there before (credential helper "test").',
    ]);
    expectMine(stage, store);
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
  });

  scenario('is never read if another registry refuses the login', docker, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', MINE);
    stage.cloud.faults.add({ ...CHECK, host: 'eu-de', do: { kind: 'status', status: 403 } });
    const inputs = { client: 'docker', region: 'us-south, eu-de' };
    const job = stage.startJob();
    const main = await stage.step(job, { ...inputs, mint: 'registry-token' }).main();

    expect(readError(main).message).toContain('The login to 1 of 2 registries failed (de.icr.io)');
    expect(listAlive(stage)).toEqual([]);
    // This includes a login with `logout: false`.
    await stage.step(job, { ...inputs, logout: 'false' }).main();
    for (const post of await job.finish()) {
      expect(post.annotations).toEqual([]);
    }
    expect(store.takeCalls()).toEqual([]);
    expectMine(stage, store);
  });

  for (const logout of ['true', 'false']) {
    const name = `is restored immediately if another helper fails, with logout: ${logout}`;
    scenario(name, {}, async (stage) => {
      const store = setUpStore(stage, MIXED);
      store.put('us.icr.io', MINE);
      const other = new CredentialStore(stage, 'other');
      other.behave('if [ "$1" = store ]; then echo "locked"; exit 1; fi');
      const job = stage.startJob();
      const inputs = { ...FILE, region: MIXED_REGIONS, logout };
      const main = await stage.step(job, inputs).main();

      expect(readError(main).message).toContain(
        'The credential helper "other", which the Docker config names, failed.',
      );
      expect(store.takeCalls()).toContain('store us.icr.io');
      expectMine(stage, store);
      expect(other.list()).toEqual([]);
      expect(stage.readConfig()).toEqual(MIXED);
      const [post] = await job.finish();
      expect(post?.lines).toEqual([]);
    });
  }
});

describe('two credential helpers that fail when the logins are removed', () => {
  for (const action of ['the post step', '`logout`']) {
    scenario(`are both named by ${action}`, {}, async (stage) => {
      const store = setUpStore(stage, MIXED);
      const other = new CredentialStore(stage, 'other');
      const job = stage.startJob();
      await stage.step(job, { ...FILE, region: 'us-south, eu-de' }).main();
      store.behave('if [ "$1" = erase ]; then echo "locked"; exit 1; fi');
      other.behave('if [ "$1" = erase ]; then echo "no session"; exit 1; fi');
      const result =
        action === 'the post step'
          ? (await job.finish()).at(-1)
          : await job.step({ action: LOGOUT, with: {} }).main();

      const messages = result?.annotations.map(({ message }) => message);
      expect(messages).toEqual([
        expect.stringMatching(/"other".*no session/),
        expect.stringMatching(/"test".*locked/),
      ]);
      // The next use of the action tries again.
      store.behave();
      other.behave();
      await job.finish();
      await stage.play(FILE);
      expect([store.list(), other.list()]).toEqual([[], []]);
    });
  }
});

describe('a step that is killed while a credential helper', () => {
  for (const client of ['docker', 'file']) {
    const programs = client === 'file' ? [] : [client];
    scenario(
      `stores the login, with ${client}: the login is undone`,
      { programs },
      async (stage) => {
        const store = setUpStore(stage);
        store.put('us.icr.io', MINE);
        store.behave('case "$1 $server" in "store us"*) isLast=1 ;; esac');
        const job = stage.startJob();
        const main = await stage.step(job, { client }).main();
        expect(main.signal).toBe('SIGKILL');
        expect(store.read()).toEqual(toStored(stage.user.apiKey));
        await endKilled(stage, store, job);
      },
    );
  }

  scenario('stores only the original entry: that is undone', {}, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', MINE);
    store.behave('case "$1 $server" in "store https:"*) isLast=1 ;; esac');
    const job = stage.startJob();
    const main = await stage.step(job, FILE).main();
    expect(main.signal).toBe('SIGKILL');
    expect(store.list()).toHaveLength(2);
    await endKilled(stage, store, job);
  });

  scenario(
    'erases its copy of the original entry in the post step: no trace is left',
    {},
    async (stage) => {
      const store = setUpStore(stage);
      store.put('us.icr.io', MINE);
      const job = await logIn(stage, store, { key: stage.user.apiKey });
      store.behave('case "$1 $server" in "erase https:"*) isLast=1 ;; esac');
      const [post] = await job.finish();
      expect(post?.signal).toBe('SIGKILL');
      store.behave();
      const next = await logIn(stage, store, { key: stage.user.apiKey });
      await next.finish();
      expectMine(stage, store);
    },
  );

  scenario(
    'keeps an original entry that equals the login: the entry is left alone',
    {},
    async (stage) => {
      const { apiKey } = stage.user;
      const store = setUpStore(stage);
      store.put('us.icr.io', toStored(apiKey));
      store.behave('if [ "$1" = store ]; then kill -KILL $PPID; exit; fi');
      const job = stage.startJob();
      await stage.step(job, FILE).main();
      store.behave();
      await job.finish();
      expect(store.read()).toEqual(toStored(apiKey));
      expect(store.list()).toEqual(['us.icr.io']);
      stage.excepted.push(/keychain-test/);
    },
  );
});

/** The post step after a killed main step restores everything. */
async function endKilled(stage: Stage, store: CredentialStore, job: Job): Promise<void> {
  store.behave();
  const [post] = await job.finish();
  expect(post?.annotations).toEqual([]);
  expectMine(stage, store);
}

describe('a credential helper that', () => {
  /** Runs a main step that must fail because of the helper, and returns the error message. */
  async function fail(stage: Stage, inputs: Readonly<Record<string, string>>): Promise<string> {
    const job = stage.startJob();
    const main = await stage.step(job, inputs).main();
    const { code, message } = readError(main);
    expect(code).toBe('credential-store');
    expect(message).toContain(
      'The credential helper "test", which the Docker config names, failed.',
    );
    expect(message).toContain('`config: isolated`');
    expect(main.leftover).toEqual([]);
    expect(listAlive(stage)).toEqual([]);
    expect(listConfigFolder(stage)).toEqual(['config.json']);
    // Its post step has nothing to do.
    await job.abandon();
    return message;
  }

  scenario('is not installed: the error comes before anything is sent', {}, async (stage) => {
    writeBefore(stage.machine.dockerConfigPath, '{"credsStore": "test"}');
    expect(await fail(stage, FILE)).toContain('is not on the PATH of this step.');
    expect(stage.cloud.connections).toEqual([]);
  });

  scenario(
    'refuses the login: it is quoted, and its workflow commands do not run',
    docker,
    async (stage) => {
      const store = setUpStore(stage);
      store.behave('if [ "$1" = store ]; then echo "no ##[add-mask]access"; exit 1; fi');
      const message = await fail(stage, { client: 'docker', mint: 'registry-token' });
      expect(message).toContain(
        '`docker-credential-test store` ended with exit code 1: no # #[add',
      );
    },
  );

  scenario('hangs: it is stopped, and the post step undoes the login', docker, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', MINE);
    store.behave(`case "$1 $server" in "store us"*) ${HANG} ;; esac`);
    const job = stage.startJob();
    const main = await stage.step(job, { client: 'docker', timeout: '20' }).main();
    const { code, message } = readError(main);
    expect(code).toBe('credential-store');
    expect(message).toMatch(
      /No usable answer from `docker-credential-test store` within \d+ seconds/,
    );
    expect(message).toContain('`config: isolated`');
    expect(main.leftover).toEqual([]);
    store.behave();
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
    expectMine(stage, store);
  });

  scenario('is configured: it is not called while a registry hangs', docker, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', MINE);
    stage.cloud.faults.add({ ...CHECK, do: { kind: 'hang' } });
    const job = stage.startJob();
    const main = await stage.step(job, { client: 'docker', timeout: '15' }).main();
    const { code, message } = readError(main);
    expect(code).toBe('timed-out');
    expect(message).toContain('No usable answer from docker login us.icr.io within 15 seconds.');
    expect(store.takeCalls()).toEqual([]);
    expectMine(stage, store);
    await job.abandon();
  });

  scenario('reports success without storing the login: the login fails', docker, async (stage) => {
    const store = setUpStore(stage);
    store.behave('if [ "$1" = store ]; then exit; fi');
    const message = await fail(stage, { client: 'docker' });
    expect(message).toContain('It reported that it stored the login to us.icr.io, but it did not.');
  });

  scenario('hangs: it is stopped with a canceled step', {}, async (stage) => {
    const store = setUpStore(stage);
    store.behave(HANG);
    const job = stage.startJob();
    const running = stage.step(job, FILE).startMain();
    await until(() => store.takeCalls().length > 0);
    const main = await running.cancel();
    expect(main.signal).toBeNull();
    expect(main.leftover).toEqual([]);
    store.behave();
  });

  scenario('hangs in the post step: one warning, and the rest is undone', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    const store = setUpStore(stage, MIXED);
    store.put('us.icr.io', MINE);
    const inputs = { ...FILE, mint: 'registry-token', timeout: '15' };
    const job = stage.startJob();
    await stage.step(job, { ...inputs, region: 'us-south, jp-tok' }).main();
    store.behave(HANG);
    const [post] = await job.finish();
    expect(post?.leftover).toEqual([]);
    expect(post?.lines).toContain(`jp.icr.io: removed the login (${path}).`);
    expect(readWarnings(post)).toEqual([
      expect.stringMatching(
        /No usable answer from `docker-credential-test get` within \d\d? seconds?\./,
      ),
    ]);
    expect(listAlive(stage)).toEqual([]);
    expect(stage.readConfig()).not.toHaveProperty(['auths', 'jp.icr.io']);

    // The next job on this home directory tries again, and so does the one after that.
    store.behave('echo "locked" >&2', 'exit 1');
    const next = stage.startJob();
    const main = await stage.step(next, FILE).main();
    expect(readError(main).message).toContain(
      '`docker-credential-test get` ended with exit code 1: locked',
    );
    await next.finish();
    store.behave();
    const last = await logIn(stage, store, { key: stage.user.apiKey });
    await last.finish();
    expectMine(stage, store);
    expect(readFileSync(path, 'utf8')).toBe(JSON.stringify(MIXED));
  });
});

function readWarnings(post: StepResult | undefined): readonly string[] {
  return post === undefined ? [] : readMessages(post, 'warning');
}
