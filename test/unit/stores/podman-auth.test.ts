import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPodmanAuth } from '../../../src/stores/podman-auth.ts';
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
  '{"auths": null, "credHelpers": null}',
  '{"auths": {"a.io": null, "b.io": {"username": 1}}}',
  '{"credHelpers": {"a.io": null}}',
  // Members that Docker reads, but podman does not.
  '{"experimental": true, "proxies": [], "unknown": 1}',
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
      isMalformed: false,
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
      isMalformed: false,
      names: [],
    });
  });

  it.each([
    '{"auths": {"us.icr.io": {}}}',
    '{"auths": {"us.icr.io": {"auth": ""}}}',
    '{"auths": {"us.icr.io": {"identitytoken": "t"}}}',
    '{"auths": {"us.icr.io": null}}',
    '{"credHelpers": {"https://us.icr.io": "desktop", "us.icr.io/ns": "desktop"}}',
  ])('has no login if podman continues with the next file: %s', async (text) => {
    await expect(read(text)).resolves.toEqual({ isMalformed: false, names: [] });
  });

  it('has a login if it names a credential helper, and can have several', async () => {
    const helpers = `"credHelpers": {"${HOST}": "secretservice", "de.icr.io": "x"}`;

    await expect(read(`{${helpers}}`)).resolves.toEqual({ isMalformed: false, names: [HOST] });
    await expect(
      read(`{"AUTHS": {"${HOST}/ns": {"AUTH": "eDp5"}}, ${helpers}}`),
    ).resolves.toMatchObject({ names: [`${HOST}/ns`, HOST] });
  });

  it.each(MALFORMED)('is malformed with %j in it', async (text) => {
    await expect(read(text)).resolves.toEqual({ isMalformed: true, names: [] });
  });

  it.each(LOADED)('is not malformed with %j in it', async (text) => {
    await expect(read(text)).resolves.toEqual({ isMalformed: false, names: [] });
  });

  it('can contain bytes that are not UTF-8', async () => {
    const text = Buffer.from(`{"auths": {"${HOST}": ${LOGIN}, "\xe9": {}}}`, 'latin1');

    await expect(read(text)).resolves.toMatchObject({ isMalformed: false, names: [HOST] });
  });

  it('has no login if it is missing or unreadable', async () => {
    await expect(readPodmanAuth(path, HOST)).resolves.toBeUndefined();
    await expect(readPodmanAuth(join(root, 'no', 'such', 'file'), HOST)).resolves.toBeUndefined();
    mkdirSync(path);
    await expect(readPodmanAuth(path, HOST)).resolves.toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('does not block if it is a pipe', async () => {
    makeFifo(path);

    await expect(readPodmanAuth(path, HOST)).resolves.toBeUndefined();
  });
});

describe.skipIf(!requireProgram('podman'))('podman', () => {
  /** Whether the real podman cannot read a file at all. */
  async function isRefused(text: string): Promise<boolean> {
    writeFileSync(path, text);
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
      if (await isRefused(text)) {
        refused.push(text);
      }
    }

    expect(refused).toEqual(MALFORMED);
  });
});
