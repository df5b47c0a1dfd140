import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCredentialHelper } from '../../../src/stores/credential-helper.ts';
import type { Store } from '../../../src/stores/store.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { findProgram } from '../../ibm-cloud/programs.ts';
import { shellScript } from '../../support/scripts.ts';

const HOST = 'us.icr.io';
const ENTRY = JSON.stringify({ Username: 'iamapikey', Secret: 'the secret' });
const NONE = 'echo "credentials not found in native keychain"; exit 1';

const { PATH } = process.env;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'helpers-'));
  process.env['PATH'] = `${folder}${delimiter}${PATH}`;
});

afterAll(() => {
  process.env['PATH'] = PATH;
  rmSync(folder, { recursive: true });
});

/** A store whose credential helper consists of these shell lines. */
function openStore(name: string, script: string, seconds = 20): Promise<Store> {
  writeFileSync(join(folder, `docker-credential-${name}`), script, { mode: 0o755 });
  return openCredentialHelper(name, new Deadline(seconds));
}

describe('the program of a credential helper', () => {
  it.each(['nowhere', '../bin/sh', 'a b', ''])('must be on the PATH: %j', async (name) => {
    await expect(openCredentialHelper(name, new Deadline(20))).rejects.toThrow(
      `The credential helper "${name}", which the Docker config names, failed. Its program \`docker-credential-${name}\` is not on the PATH`,
    );
  });

  it('that cannot be started makes the store fail', async () => {
    const store = await openStore('broken', '#!/no/such/shell\n');
    await expect(store.read(HOST)).rejects.toThrow(/, failed\. There was an error when .*ENOENT/);
  });

  it('that hangs is not called again', async () => {
    const store = await openStore('slow', shellScript(`exec ${findProgram('sleep')} 60`), 1);
    const message = 'No usable answer from `docker-credential-slow get` within 1 second.';
    await expect(store.read(HOST)).rejects.toThrow(message);
    const again = await openCredentialHelper('slow', new Deadline(60));
    await expect(again.remove(HOST)).rejects.toThrow(message);
  });
});

describe('the output of a credential helper', () => {
  it.each([
    ['a login', `echo '{"ServerURL":"x","Username":"iamapikey","Secret":"the secret"}'`, ENTRY],
    [
      'a login with other words around',
      `echo '[debug] {profile: "x} {"level":"info"}'; echo '${ENTRY}'; echo 'done {}'`,
      ENTRY,
    ],
    ['a login in lower case', `echo '{"username":"iamapikey","secret":"the secret"}'`, ENTRY],
    ['a secret alone', `echo '{"Secret":"s","Username":null}'`, '{"Username":"","Secret":"s"}'],
    ['no login', NONE, undefined],
    ['an empty login', `echo '{"ServerURL":"","Username":"","Secret":""}'`, undefined],
  ])('can be %s', async (name, script, entry) => {
    const store = await openStore(name.replaceAll(' ', '-'), shellScript(script));
    await expect(store.read(HOST)).resolves.toBe(entry);
  });

  it.each([
    ['nothing', 'true'],
    ['half', `echo '{"Username":"iamapikey"}'`],
    ['foreign', `echo '{"level":"info","msg":"no login here"}'`],
    ['braces', `printf '{%.0s' $(seq 100000)`],
    ['endless', `${findProgram('head')} -c 2000000 /dev/zero`],
  ])('is never shown: %s', async (name, script) => {
    const store = await openStore(name, shellScript(script));
    const reading = store.read(HOST);
    await expect(reading).rejects.toThrow(
      `-${name} get\` returned something that is not a login.\n`,
    );
  });

  it('is shown if it contains a reason', async () => {
    const store = await openStore('locked', shellScript('echo "locked ##[error]x"', 'exit 2'));
    await expect(store.read(HOST)).rejects.toThrow('exit code 2: locked # #[error]x\n');
  });

  it('is not shown if it may contain a login', async () => {
    const store = await openStore('odd', shellScript(`echo '{"Secret": "s"'`, 'exit 2'));
    await expect(store.read(HOST)).rejects.toThrow('exit code 2 and printed nothing.\n');
  });
});

describe('a credential helper that', () => {
  it('refuses a login: it is quoted without the secret', async () => {
    const store = await openStore('full', shellScript('cat', 'exit 1'));
    for (const Secret of ['the secret', 'a "quoted" one']) {
      const entry = JSON.stringify({ Username: 'iamapikey', Secret });
      await expect(store.write(HOST, entry)).rejects.toThrow(
        'exit code 1: {"ServerURL":"us.icr.io","Username":"iamapikey","Secret":"***"}',
      );
    }
  });

  it('has a different login afterward: the login fails', async () => {
    const other = `echo '{"Username":"iamapikey","Secret":"another"}'`;
    const store = await openStore('liar', shellScript(`[ "$1" = store ] || ${other}`));
    await expect(store.write(HOST, ENTRY)).rejects.toThrow(
      'It reported that it stored the login to us.icr.io, but it did not.',
    );
    await expect(store.remove(HOST)).rejects.toThrow('erase` ended with exit code 0');
  });

  it('has nothing to erase: it may report that as a failure', async () => {
    const store = await openStore('empty', shellScript(NONE));
    await expect(store.remove(HOST)).resolves.toBeUndefined();
  });
});
