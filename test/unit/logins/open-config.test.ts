import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatJournal, type JournalRecord, journalPath } from '../../../src/logins/journal.ts';
import {
  commit,
  currentFingerprint,
  type OpenConfig,
  tryConfig,
  withConfig,
} from '../../../src/logins/open-config.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { parseConfig } from '../../support/config-text.ts';

const BEFORE = '{"auths": {}}';
const AFTER = '{"auths": {"us.icr.io": {}}}';
const RECORD: JournalRecord = {
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

let root: string;
let path: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'open-'));
  path = join(root, 'config.json');
  writeFileSync(path, BEFORE);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function open<T>(work: (config: OpenConfig) => Promise<T>): Promise<T> {
  return withConfig(path, new Deadline(20), work);
}

/** The config with these records in its journal. */
function record(config: OpenConfig, ...records: readonly JournalRecord[]): OpenConfig {
  return { ...config, journal: { ...config.journal, records } };
}

/** Writes both files as a login does. */
function write(config: OpenConfig, text = AFTER): Promise<OpenConfig> {
  return commit({ config: record(config, RECORD), text, order: 'journal-first' });
}

function readConfig(): string {
  return readFileSync(path, 'utf8');
}

describe('config and journal', () => {
  it('are both replaced, and the journal is removed with its last record', async () => {
    const written = await open((config) => write(config));
    expect(readConfig()).toBe(AFTER);
    expect(readdirSync(root)).toHaveLength(2);
    expect(written.disk.config).toEqual(Buffer.from(AFTER));
    expect(written.disk.journal).toEqual(readFileSync(journalPath(path)));

    await open((config) => {
      expect(config.journal.records).toMatchObject([{ id: 'r1' }]);
      return commit({ config: record(config), text: undefined, order: 'config-first' });
    });
    expect(readdirSync(root)).toEqual([]);
  });

  it('can be replaced one after the other under one lock', async () => {
    await open(async (config) => {
      const first = await write(config);
      await commit({ config: record(first), text: BEFORE, order: 'config-first' });
    });

    expect(readConfig()).toBe(BEFORE);
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it.each([BEFORE, AFTER])(
    'are unchanged, without leftover files, if the journal cannot be replaced: %s',
    async (text) => {
      const writing = open(async (config) => {
        mkdirSync(journalPath(path));
        return write(config, text);
      });

      await expect(writing).rejects.toThrow(`${journalPath(path)} is not a regular file`);
      expect(readdirSync(root).toSorted()).toEqual([
        'config.json',
        'config.json.icr-login-journal',
      ]);
      expect(readConfig()).toBe(BEFORE);
    },
  );

  it('are left alone if nothing changes', async () => {
    const { ino } = statSync(path);
    await open((config) => commit({ config, text: config.content.text, order: 'config-first' }));

    expect(statSync(path).ino).toBe(ino);
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it('are not created if there is nothing to write', async () => {
    rmSync(path);
    await open((config) => {
      expect(config.content.text).toBe('{}');
      return commit({ config, text: config.content.text, order: 'config-first' });
    });

    expect(readdirSync(root)).toEqual([]);
  });

  it.each([
    ['journal-first', [BEFORE, true]],
    ['config-first', [AFTER, false]],
  ] as const)('are replaced in order, and only under the lock: %s', async (order, is) => {
    let proofs = 0;
    const prove = async (): Promise<void> => {
      proofs += 1;
      if (proofs === 2) {
        throw new Error('The lock is lost.');
      }
    };
    const writing = open(({ disk, ...config }) =>
      commit({
        config: record({ ...config, disk: { ...disk, lock: { prove } } }, RECORD),
        text: AFTER,
        order,
      }),
    );

    await expect(writing).rejects.toThrow('The lock is lost.');
    expect([readConfig(), existsSync(journalPath(path))]).toEqual(is);
    expect(readdirSync(root).filter((name) => name.includes('.icr-login-'))).toHaveLength(
      existsSync(journalPath(path)) ? 1 : 0,
    );
  });
});

describe('work on a config', () => {
  it('starts again if another program changes the config meanwhile', async () => {
    const seen: string[] = [];
    await open(async (config) => {
      seen.push(config.content.text);
      if (seen.length === 1) {
        writeFileSync(path, '{"auths": {"ghcr.io": {}}}');
      }
      await write(config, config.content.text.replace('{}', '{"us.icr.io": {}}'));
    });

    expect(seen).toEqual([BEFORE, '{"auths": {"ghcr.io": {}}}']);
    expect(readConfig()).toBe('{"auths": {"ghcr.io": {"us.icr.io": {}}}}');
  });

  it('starts again if another program changes the journal meanwhile', async () => {
    let runs = 0;
    await open(async (config) => {
      runs += 1;
      if (runs === 1) {
        writeFileSync(journalPath(path), formatJournal(config.journal));
      }
      await write(config);
    });

    expect(runs).toBe(2);
    expect(JSON.parse(readFileSync(journalPath(path), 'utf8')).records).toHaveLength(1);
  });

  it('does not start again forever', async () => {
    let runs = 0;
    const writing = open(async (config) => {
      runs += 1;
      writeFileSync(path, `{"auths": {}, "x": ${runs}}`);
      await write(config);
    });

    await expect(writing).rejects.toMatchObject({ code: 'ECHANGED' });
    expect(runs).toBe(10);
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it('starts again if the lock was lost, and changes nothing before that', async () => {
    const lock = `${path}.icr-login-lock`;
    let runs = 0;
    await open(async (config) => {
      runs += 1;
      if (runs === 1) {
        // Another process considered the lock dead, took it, and has already finished.
        rmSync(`${lock}-holder`);
        rmSync(lock, { recursive: true });
        await expect(write(config)).rejects.toThrow('has broken the lock');
        expect(readConfig()).toBe(BEFORE);
      }
      await write(config);
    });

    expect(runs).toBe(2);
    expect(readConfig()).toBe(AFTER);
  });

  it('does not start again after its own failure', async () => {
    let runs = 0;
    const working = open(async () => {
      runs += 1;
      throw new Error('It failed.');
    });

    await expect(working).rejects.toThrow('It failed.');
    expect(runs).toBe(1);
  });

  it('removes what a killed process left next to both files', async () => {
    writeFileSync(`${path}.icr-login-0123456789ab`, '');
    writeFileSync(`${journalPath(path)}.icr-login-0123456789ab`, '');
    await open(async () => undefined);

    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it.each(['{"auths": ', '[]', '{"auths": []}'])('is refused for %j', async (text) => {
    writeFileSync(path, text);

    await expect(open(async () => undefined)).rejects.toMatchObject({ code: 'config-malformed' });
    expect(readConfig()).toBe(text);
  });

  it('keeps a byte order mark that someone has added meanwhile', async () => {
    writeFileSync(path, `\ufeff${AFTER}`);
    await open(async (config) => {
      expect(config.content.text).toBe(AFTER);
      await commit({ config, text: BEFORE, order: 'config-first' });
    });

    expect(readConfig()).toBe(`\ufeff${BEFORE}`);
  });

  it('recognizes the existing entry by its fingerprint', async () => {
    writeFileSync(path, '{"Auths": {"us.icr.io": {"auth": "eA==", "email": "e"}}}');
    await open(async (config) => {
      const content = parseConfig('{"auths": {"us.icr.io": {"email":"e","auth":"eA=="}}}');
      const other = { ...config, content };
      expect(currentFingerprint(config, 'us.icr.io')).toMatch(/^[0-9a-f]{64}$/);
      expect(currentFingerprint(config, 'us.icr.io')).toBe(currentFingerprint(other, 'us.icr.io'));
      expect(currentFingerprint(config, 'de.icr.io')).toBeUndefined();
    });
  });
});

describe('a config that was tried', () => {
  it('is unchanged', async () => {
    const { ino } = statSync(path);
    await tryConfig(path, new Deadline(20));

    expect(statSync(path).ino).toBe(ino);
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it('may be missing, and so may its directory', async () => {
    rmSync(path);
    await tryConfig(path, new Deadline(20));
    expect(readdirSync(root)).toEqual([]);

    await tryConfig(join(root, 'missing', 'too', 'config.json'), new Deadline(20));
    expect(readdirSync(root)).toEqual([]);
  });

  it('cannot be below a file', async () => {
    await expect(tryConfig(join(path, 'config.json'), new Deadline(20))).rejects.toMatchObject({
      code: 'config-not-writable',
    });
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it('must have a readable journal', async () => {
    mkdirSync(journalPath(path));

    await expect(tryConfig(path, new Deadline(20))).rejects.toThrow('is not a regular file');
  });
});
