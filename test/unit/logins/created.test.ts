import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  findTopmost,
  mayRemoveDirectory,
  noteCreated,
  textToWrite,
} from '../../../src/logins/created.ts';
import { type Created, emptyJournal, NOTHING_CREATED } from '../../../src/logins/journal.ts';
import type { OpenConfig } from '../../../src/logins/open-config.ts';
import { undoLogins } from '../../../src/logins/undo-logins.ts';
import { writeLogins } from '../../../src/logins/write-logins.ts';
import { markJob } from '../../../src/runner/job.ts';
import { decodeConfig } from '../../../src/stores/config-bytes.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { parseConfig } from '../../support/config-text.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'created-')));
  vi.stubEnv('HOME', join(root, 'home'));
  vi.stubEnv('RUNNER_TEMP', join(root, 'work', 'temp'));
  vi.stubEnv('GITHUB_WORKSPACE', join(root, 'work', 'app', 'app'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** A config whose text is about to change. */
function open(
  before: string | undefined,
  text: string,
  created: Partial<Created> = {},
): OpenConfig {
  const config = before === undefined ? undefined : Buffer.from(before, 'latin1');
  const lock = { prove: async (): Promise<void> => undefined };
  const path = join(root, 'config.json');
  const decoded = decodeConfig(config);
  return {
    path,
    content: parseConfig(text),
    journal: { ...emptyJournal(), created: { ...NOTHING_CREATED, ...created } },
    disk: { file: path, decoded, config, journal: undefined, damage: 'none', lock },
  };
}

describe('what did not exist before the first login', () => {
  it.each([
    [undefined, '{}', { file: true, auths: true }],
    ['', '{}', { blank: '', auths: true }],
    [' \r\n', '{}', { blank: ' \r\n', auths: true }],
    ['{}', '{}', { auths: true }],
    ['{"auths": null}', '{"auths": null}', { auths: true, authsBefore: 'null' }],
    ['{"Auths": {}}', '{"Auths": {}}', {}],
    ['{"auths": {"a.io": {}}}', '{"auths": {"a.io": {}}}', {}],
  ])('is recorded for %j', (before, text, expected) => {
    expect(noteCreated(open(before, text), undefined)).toEqual({ ...NOTHING_CREATED, ...expected });
  });

  it('includes the directory that was created', () => {
    expect(noteCreated(open(undefined, '{}'), '/made').directory).toBe('/made');
  });

  it('stays recorded at the next login', () => {
    const created = { file: true, directory: '/made', auths: true, authsBefore: 'null' };
    const later = open('{"auths": {"us.icr.io": {}}}', '{"auths": {"us.icr.io": {}}}', created);

    expect(noteCreated(later, '/later')).toEqual({ ...NOTHING_CREATED, ...created });
  });
});

describe('the text to write when no record is left', () => {
  it.each([
    // What was created for the first login is removed …
    ['{"auths": {}}', { file: true, auths: true }, undefined],
    ['{"auths": {}}', { blank: '\n', auths: true }, '\n'],
    ['{"auths": {}}', { blank: '', auths: true }, ''],
    ['{"auths": {}, "x": 1}', { auths: true }, '{ "x": 1}'],
    ['{"auths": {}}', { auths: true, authsBefore: 'null' }, '{"auths": null}'],
    ['{"auths": {}}', { auths: true }, '{}'],
    // … unless it contains something else.
    ['{"auths": {}}', {}, '{"auths": {}}'],
    ['{"auths": {}, "x": 1}', { file: true, auths: true }, '{ "x": 1}'],
    ['{"auths": {"a.io": {}}}', { file: true, auths: true }, '{"auths": {"a.io": {}}}'],
    ['{"auths": {"a.io": {}}}', { blank: '\n', auths: true }, '{"auths": {"a.io": {}}}'],
  ])('for %s, after %j, is %j', (text, created, expected) => {
    expect(textToWrite(open('{"auths": {"us.icr.io": {}}}', text, created))).toBe(expected);
  });

  it('is none if there is no file and nothing to write', () => {
    expect(textToWrite(open(undefined, '{}'))).toBeUndefined();
  });

  it('is the current text while a record is left', () => {
    const { journal, ...config } = open('{"auths": {}}', '{"auths": {}}', {
      file: true,
      auths: true,
    });
    const record = {
      id: 'r1',
      host: 'us.icr.io',
      fingerprint: 'f1',
      replaced: { entry: undefined, record: undefined },
      job: { marker: '/m', id: 'j1' },
      run: '',
      at: '',
      expiresAt: undefined,
      minted: undefined,
    };

    expect(textToWrite({ ...config, journal: { ...journal, records: [record] } })).toBe(
      '{"auths": {}}',
    );
  });
});

describe('a directory that the journal names', () => {
  it.each(['home/.docker', 'home/.config/containers', 'work/temp/docker', 'elsewhere/docker'])(
    'can be removed if it contains the config: %s',
    (directory) => {
      const path = join(root, directory, 'config.json');

      expect(mayRemoveDirectory(join(root, directory), path)).toBe(true);
      expect(mayRemoveDirectory(join(root, directory), join(root, directory, 'a', 'b.json'))).toBe(
        true,
      );
    },
  );

  it.each([
    'home',
    'home/.docker/..',
    'work',
    'work/temp',
    'work/app',
    'work/app/app',
    '.',
    '..',
    '/',
    'home/.dock',
    'home/.docker/deeper',
    'other',
  ])(
    'cannot be removed if it belongs to someone else or does not contain the config: %s',
    (directory) => {
      const path = join(root, 'home', '.docker', 'config.json');
      for (const named of [
        path,
        join(root, 'work/temp/x.json'),
        join(root, 'work/app/app/x.json'),
      ]) {
        expect(mayRemoveDirectory(join(root, directory), named)).toBe(false);
      }
      expect(mayRemoveDirectory('/', path)).toBe(false);
      expect(mayRemoveDirectory('', path)).toBe(false);
      expect(mayRemoveDirectory(process.cwd(), join(process.cwd(), 'config.json'))).toBe(false);
    },
  );

  it('is removed as far up as permitted', () => {
    const path = join(root, 'home', '.config', 'containers', 'auth.json');

    expect(findTopmost(join(root, 'home', '.config'), path)).toBe(join(root, 'home', '.config'));
    expect(findTopmost(join(root, 'home', '.config', 'containers'), path)).toBe(
      join(root, 'home', '.config', 'containers'),
    );
    expect(findTopmost(join(root, 'home'), path)).toBe(join(root, 'home', '.config'));
    expect(findTopmost('/', path)).toBe(join(root, 'home', '.config'));
    expect(findTopmost(join(root, 'other'), path)).toBeUndefined();
    expect(findTopmost(join(root, 'home'), join(root, 'home', 'config.json'))).toBeUndefined();
  });
});

describe('a login in a home directory that did not exist', () => {
  it('removes everything except the home directory', async () => {
    const path = join(root, 'home', '.docker', 'config.json');
    const options = { deadline: new Deadline(20), clockOffsetMs: undefined };
    const login = {
      id: 'r1',
      host: 'us.icr.io',
      store: undefined,
      entry: '{}',
      expiresAt: undefined,
      minted: undefined,
    };
    await writeLogins(path, [login], { job: await markJob(), isToStay: false, ...options });
    expect(existsSync(path)).toBe(true);
    await undoLogins({ path, records: ['r1'], missingDirectory: join(root, 'home') }, options);

    expect(existsSync(join(root, 'home', '.docker'))).toBe(false);
    expect(existsSync(join(root, 'home'))).toBe(true);
  });

  it('leaves a directory in which someone else has put a file', async () => {
    const directory = join(root, 'home', '.docker');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'mine'), '');
    const options = { deadline: new Deadline(20), clockOffsetMs: undefined };
    const logins = {
      path: join(directory, 'config.json'),
      records: [],
      missingDirectory: directory,
    };
    await undoLogins(logins, options);

    expect(existsSync(join(directory, 'mine'))).toBe(true);
  });
});
