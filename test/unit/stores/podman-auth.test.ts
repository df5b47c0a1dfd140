import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPodmanAuth } from '../../../src/stores/podman.ts';
import { findProgram } from '../../ibm-cloud/programs.ts';
import { requireProgram } from '../../support/programs.ts';
import { makeFifo } from '../../support/special-files.ts';

const HOST = 'us.icr.io';
const LOGIN = '{"auth": "b2N0b2NhdDpzZWNyZXQ="}';

let root: string;
let path: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'podman-auth-'));
  path = join(root, 'auth.json');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function read(text: string | Buffer): ReturnType<typeof readPodmanAuth> {
  writeFileSync(path, text);
  return readPodmanAuth(path, HOST);
}

const MALFORMED = [
  '',
  ' \n',
  'text',
  '{"auths": {',
  '{} {}',
  '[]',
  '"text"',
  '\ufeff{}',
  '{"auths": []}',
  '{"auths": "text"}',
  '{"auths": {"a.io": []}}',
  '{"auths": {"a.io": {"auth": 1}}}',
  '{"Auths": {"a.io": {"Auth": 1}}}',
  '{"auths": {"a.io": {"identitytoken": {}}}}',
  '{"credHelpers": []}',
  '{"credHelpers": {"a.io": 1}}',
];

const LOADED = [
  '{}',
  'null',
  '{"auths": null, "credHelpers": null}',
  '{"auths": {"a.io": null, "b.io": {"username": 1}}}',
  '{"credHelpers": {"a.io": null}}',
  // Members that Docker reads, but podman does not.
  '{"experimental": true, "proxies": [], "unknown": 1}',
];

/** What podman cannot open or read. */
const UNREADABLE: readonly { readonly what: string; readonly make: (path: string) => void }[] = [
  { what: 'a directory', make: (path) => mkdirSync(path) },
  { what: 'a link to itself', make: (path) => symlinkSync('auth.json', path) },
];

describe("podman's auth file", () => {
  it.each([
    HOST,
    `${HOST}/`,
    `${HOST}/my-namespace`,
    `${HOST}/my-namespace/app`,
    `https://${HOST}`,
    `http://${HOST}/`,
    `https://${HOST}/v1/`,
  ])('has a login for the host under the name %s', async (name) => {
    const other = '"de.icr.io": {"auth": "eDp5"}';

    await expect(read(`{"auths": {${other}, "${name}": ${LOGIN}}}`)).resolves.toEqual({
      flaw: undefined,
      names: [name],
    });
  });

  it.each([
    'de.icr.io',
    `${HOST}.evil.com`,
    `evil.${HOST}`,
    'US.icr.io',
    `${HOST}:443`,
    `user@${HOST}`,
    `ftp://${HOST}`,
    'icr.io/us.icr.io',
  ])('has no login under the name %s', async (name) => {
    await expect(read(`{"auths": {"${name}": ${LOGIN}}}`)).resolves.toEqual({
      flaw: undefined,
      names: [],
    });
  });

  it.each([
    '{"auths": {"us.icr.io": {}}}',
    '{"auths": {"us.icr.io": {"auth": ""}}}',
    // `nocolon`
    '{"auths": {"us.icr.io": {"auth": "bm9jb2xvbg=="}}}',
    '{"auths": {"us.icr.io": {"identitytoken": "t"}}}',
    '{"auths": {"us.icr.io": null}}',
    '{"credHelpers": {"https://us.icr.io": "desktop", "us.icr.io/ns": "desktop"}}',
  ])('has no login if podman continues with the next file: %s', async (text) => {
    await expect(read(text)).resolves.toEqual({ flaw: undefined, names: [] });
  });

  it('has a login if it names a credential helper, and can have several', async () => {
    const helpers = `"credHelpers": {"${HOST}": "secretservice", "de.icr.io": "x"}`;

    await expect(read(`{${helpers}}`)).resolves.toEqual({ flaw: undefined, names: [HOST] });
    await expect(
      read(`{"AUTHS": {"${HOST}/ns": {"AUTH": "eDp5"}}, ${helpers}}`),
    ).resolves.toMatchObject({ names: [`${HOST}/ns`, HOST] });
  });

  it.each(MALFORMED)('is malformed with %j in it', async (text) => {
    await expect(read(text)).resolves.toEqual({ flaw: 'is empty or malformed', names: [] });
  });

  it.each(LOADED)('is not malformed with %j in it', async (text) => {
    await expect(read(text)).resolves.toEqual({ flaw: undefined, names: [] });
  });

  it('can contain bytes that are not UTF-8', async () => {
    const text = Buffer.from(`{"auths": {"${HOST}": ${LOGIN}, "\xe9": {}}}`, 'latin1');

    await expect(read(text)).resolves.toMatchObject({ flaw: undefined, names: [HOST] });
  });

  it('has no login if it is missing', async () => {
    await expect(readPodmanAuth(path, HOST)).resolves.toBeUndefined();
    await expect(readPodmanAuth(join(root, 'no', 'such', 'file'), HOST)).resolves.toBeUndefined();
    writeFileSync(path, '{}');
    await expect(readPodmanAuth(join(path, 'auth.json'), HOST)).resolves.toBeUndefined();
  });

  it.each(UNREADABLE)('cannot be read as $what', async ({ make }) => {
    make(path);
    await expect(readPodmanAuth(path, HOST)).resolves.toEqual({
      flaw: 'cannot be read',
      names: [],
    });
  });

  it('has a login that is no base64: podman stops there', async () => {
    await expect(read(`{"auths": {"${HOST}": {"auth": "!"}}}`)).resolves.toMatchObject({
      names: [HOST],
    });
  });

  it.skipIf(process.platform === 'win32')('does not block if it is a pipe', async () => {
    makeFifo(path);

    await expect(readPodmanAuth(path, HOST)).resolves.toMatchObject({ flaw: 'cannot be read' });
  });
});

describe.skipIf(!requireProgram('podman'))('podman', () => {
  /** Whether the real podman cannot read a file at all. */
  async function isRefused(): Promise<boolean> {
    const podman = findProgram('podman') ?? 'podman';
    const args = ['login', '--get-login', '--authfile', path, HOST];
    return new Promise((resolve) => {
      execFile(podman, args, (_error, _stdout, stderr) => {
        resolve(!stderr.includes('not logged into'));
      });
    });
  }

  it('refuses every malformed file, and no other', async () => {
    const refused: string[] = [];
    for (const text of [...MALFORMED, ...LOADED]) {
      writeFileSync(path, text);
      if (await isRefused()) {
        refused.push(text);
      }
    }

    expect(refused).toEqual(MALFORMED);
  });

  it.each(UNREADABLE)('stops at $what', async ({ make }) => {
    make(path);
    await expect(isRefused()).resolves.toBe(true);
  });
});
