import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../src/stores/lock.ts';
import { Deadline } from '../../../src/time/deadline.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lock-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('a lock', () => {
  it('lets one work at a time, and goes with the last', async () => {
    const path = join(root, 'lock');
    const moments: string[] = [];
    const work = (name: string) => async () => {
      moments.push(`${name} begins`);
      await sleep(20);
      moments.push(`${name} ends`);
    };
    await Promise.all(['a', 'b'].map((name) => withLock(path, new Deadline(10), work(name))));

    const [first] = moments[0] ?? '';
    const second = first === 'a' ? 'b' : 'a';
    expect(moments).toEqual([first, second].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(existsSync(path)).toBe(false);
  });

  it('of a dead process is broken, also where another one has died while it did that', async () => {
    const path = join(root, 'lock');
    const longAgo = new Date(Date.now() - 60_000);
    for (const dead of [path, `${path}-breaking`]) {
      mkdirSync(dead);
      utimesSync(dead, longAgo, longAgo);
    }

    await expect(withLock(path, new Deadline(10), async () => 'done')).resolves.toBe('done');
    expect(readdirSync(root)).toEqual([]);
  });

  it('that goes while it is looked at is taken', async () => {
    const path = join(root, 'lock');
    // In the way of a directory, but nothing to look at.
    symlinkSync('nowhere', path);
    const taken = withLock(path, new Deadline(10), async () => 'done');
    await sleep(20);
    rmSync(path);

    await expect(taken).resolves.toBe('done');
  });

  it('that is lost under way does not end the work, or the process', async () => {
    const path = join(root, 'lock');
    const work = async (): Promise<string> => {
      rmdirSync(path);
      // Until the next sign of life.
      await sleep(1500);
      return 'done';
    };

    await expect(withLock(path, new Deadline(10), work)).resolves.toBe('done');
  });

  it('that cannot be taken is an error at once', async () => {
    const path = join(root, 'missing', 'lock');

    await expect(withLock(path, new Deadline(10), async () => undefined)).rejects.toThrow('ENOENT');
  });
});
