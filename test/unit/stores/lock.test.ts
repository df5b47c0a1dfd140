import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, it, type TestContext, vi } from 'vitest';
import { NotAFile } from '../../../src/files/files.ts';
import { LockLost, withLock } from '../../../src/stores/lock.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { captureOutput } from '../../support/capture-output.ts';
import { makeFifo } from '../../support/special-files.ts';

const LOCK_MODULE = pathToFileURL(resolve(import.meta.dirname, '../../../src/stores/lock.ts'));
const DEADLINE_MODULE = pathToFileURL(
  resolve(import.meta.dirname, '../../../src/time/deadline.ts'),
);
/** How long a lock must not be updated until it counts as dead. */
const STALE_MS = 4_000;

beforeAll(() => {
  captureOutput();
});

afterAll(() => {
  vi.restoreAllMocks();
});

/** A directory for one test, and the path of a lock in it. */
function open(finished: TestContext['onTestFinished']): {
  readonly root: string;
  readonly path: string;
} {
  const root = mkdtempSync(join(tmpdir(), 'lock-'));
  finished(() => rmSync(root, { recursive: true }));
  return { root, path: join(root, 'lock') };
}

/** How long some work takes. */
async function measure(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function nothing(): Promise<string> {
  return 'done';
}

// These tests wait for locks to become dead, and can do so at the same time.
describe.concurrent('a lock', () => {
  it('allows only one process at a time, and is removed after the last one', async ({
    expect,
    onTestFinished,
  }) => {
    const { root, path } = open(onTestFinished);
    const moments: string[] = [];
    const names = Array.from({ length: 12 }, (_, index) => `job ${index}`);
    await Promise.all(
      names.map((name) =>
        withLock(path, new Deadline(60), async ({ prove }) => {
          moments.push(name);
          await sleep(5);
          await prove();
          moments.push(name);
        }),
      ),
    );

    const pairs = moments.filter((_, index) => index % 2 === 0);
    expect(moments).toEqual(pairs.flatMap((name) => [name, name]));
    expect(pairs.toSorted()).toEqual(names.toSorted());
    expect(readdirSync(root)).toEqual([]);
  });

  it('returns what the work returns, and throws what it throws', async ({
    expect,
    onTestFinished,
  }) => {
    const { root, path } = open(onTestFinished);

    await expect(withLock(path, new Deadline(10), nothing)).resolves.toBe('done');
    await expect(
      withLock(path, new Deadline(10), () => Promise.reject(new Error('It failed.'))),
    ).rejects.toThrow('It failed.');
    expect(readdirSync(root)).toEqual([]);
  });

  it.for([
    ['a minute ago', -60_000],
    ['in an hour', 3_600_000],
    ['now', 0],
  ] as const)(
    'of a dead process is broken if its date is %s',
    async ([, ageMs], { expect, onTestFinished }) => {
      const { root, path } = open(onTestFinished);
      mkdirSync(path);
      writeFileSync(`${path}-holder`, 'of a dead process');
      const date = new Date(Date.now() + ageMs);
      utimesSync(path, date, date);

      const elapsed = await measure(() => withLock(path, new Deadline(1), nothing));
      expect(elapsed).toBeGreaterThan(STALE_MS - 10);
      expect(readdirSync(root)).toEqual([]);
    },
  );

  it('of a dead process is broken even if another process died while breaking it', async ({
    expect,
    onTestFinished,
  }) => {
    const { root, path } = open(onTestFinished);
    mkdirSync(path);
    mkdirSync(`${path}-breaking`);

    await expect(withLock(path, new Deadline(60), nothing)).resolves.toBe('done');
    expect(readdirSync(root)).toEqual([]);
  });

  it('of a dead process is broken by only one of those that wait', async ({
    expect,
    onTestFinished,
  }) => {
    const { root, path } = open(onTestFinished);
    mkdirSync(path);
    let inside = 0;
    const work = async ({ prove }: { readonly prove: () => Promise<void> }): Promise<void> => {
      inside += 1;
      expect(inside).toBe(1);
      await sleep(20);
      await prove();
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 6 }, () => withLock(path, new Deadline(60), work)));

    expect(readdirSync(root)).toEqual([]);
  });

  it('of a running process is never broken', async ({ expect, onTestFinished }) => {
    const { path } = open(onTestFinished);
    mkdirSync(path);
    // Its clock is far behind.
    let date = new Date('2020-01-01T00:00:00Z');
    const signs = setInterval(() => {
      date = new Date(date.getTime() + 1000);
      utimesSync(path, date, date);
    }, 250);
    onTestFinished(() => clearInterval(signs));

    await expect(withLock(path, new Deadline(10), nothing)).rejects.toMatchObject({
      code: 'ELOCKED',
    });
    expect(existsSync(path)).toBe(true);
  });

  it('that is released while another process waits is taken soon', async ({
    expect,
    onTestFinished,
  }) => {
    const { path } = open(onTestFinished);
    mkdirSync(path);
    setTimeout(() => rmdirSync(path), 50);

    const elapsed = await measure(() => withLock(path, new Deadline(10), nothing));
    expect(elapsed).toBeLessThan(STALE_MS);
  });

  it.for([
    ['a pipe', makeFifo],
    ['a file', (path: string) => writeFileSync(path, '')],
    ['a link that leads nowhere', (path: string) => symlinkSync('nowhere', path)],
    ['a link to a directory', (path: string) => symlinkSync('.', path)],
  ] as const)(
    'causes an error that names what is at its path: %s',
    async ([, put], { expect, onTestFinished }) => {
      const { path } = open(onTestFinished);
      put(path);

      const error = await withLock(path, new Deadline(10), nothing).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(NotAFile);
      expect(String(error)).toContain(`${path} is not a directory`);
    },
  );

  it('that cannot be taken causes an error immediately', async ({ expect, onTestFinished }) => {
    const { root } = open(onTestFinished);
    const path = join(root, 'missing', 'lock');

    await expect(withLock(path, new Deadline(10), nothing)).rejects.toThrow('ENOENT');
  });

  it('whose holder cannot be recorded is released', async ({ expect, onTestFinished }) => {
    const { path } = open(onTestFinished);
    mkdirSync(`${path}-holder`);

    await expect(withLock(path, new Deadline(10), nothing)).rejects.toThrow('EISDIR');
    expect(existsSync(path)).toBe(false);
  });
});

describe.concurrent('a lock that is lost', () => {
  /** Breaks a lock as another process does that considers it dead. */
  function breakLock(path: string): void {
    rmSync(`${path}-holder`);
    rmdirSync(path);
  }

  it('makes the work run again under a new lock', async ({ expect, onTestFinished }) => {
    const { root, path } = open(onTestFinished);
    let runs = 0;
    const done = await withLock(path, new Deadline(10), async ({ prove }) => {
      runs += 1;
      if (runs === 1) {
        breakLock(path);
      }
      await prove();
      return `done in run ${runs}`;
    });

    expect(done).toBe('done in run 2');
    expect(readdirSync(root)).toEqual([]);
  });

  it('every time causes an error in the end', async ({ expect, onTestFinished }) => {
    const { root, path } = open(onTestFinished);
    const losing = withLock(path, new Deadline(1), async ({ prove }) => {
      breakLock(path);
      await sleep(200);
      await prove();
    });

    await expect(losing).rejects.toThrow(LockLost);
    await expect(losing).rejects.toMatchObject({ code: 'ECHANGED' });
    expect(readdirSync(root)).toEqual([]);
  });

  it('is not taken from its current holder', async ({ expect, onTestFinished }) => {
    const { path } = open(onTestFinished);
    const done = await withLock(path, new Deadline(10), async () => {
      breakLock(path);
      mkdirSync(path);
      writeFileSync(`${path}-holder`, 'of another process');
      return 'done';
    });

    expect(done).toBe('done');
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(`${path}-holder`, 'utf8')).toBe('of another process');
  });

  it('does not end the work or the process', async ({ expect, onTestFinished }) => {
    const { path } = open(onTestFinished);
    const work = async (): Promise<string> => {
      rmdirSync(path);
      // Until the next update of the lock.
      await sleep(1500);
      return 'done';
    };

    await expect(withLock(path, new Deadline(10), work)).resolves.toBe('done');
  });

  it.skipIf(process.platform === 'win32')(
    'is noticed by a process that was paused, before it changes anything',
    async ({ expect, onTestFinished }) => {
      const { path } = open(onTestFinished);
      const script = `
        import { withLock } from ${JSON.stringify(LOCK_MODULE.href)};
        import { Deadline } from ${JSON.stringify(DEADLINE_MODULE.href)};
        let runs = 0;
        await withLock(${JSON.stringify(path)}, new Deadline(60), async ({ prove }) => {
          runs += 1;
          console.log('run ' + runs);
          if (runs === 1) {
            await new Promise((resolve) => process.stdin.once('data', resolve));
            process.stdin.destroy();
          }
          await prove();
          console.log('changes something in run ' + runs);
        });`;
      const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      let said = '';
      // On a busy machine, it also says that it waits.
      createInterface(child.stdout).on('line', (line) => {
        said += line.startsWith('Waiting') ? '' : `${line}\n`;
      });
      const ended = new Promise((resolved) => child.once('close', resolved));
      await expect.poll(() => said, { timeout: 30_000 }).toContain('run 1');
      child.kill('SIGSTOP');
      await withLock(path, new Deadline(60), async () => {
        child.kill('SIGCONT');
        child.stdin.write('go on\n');
        await sleep(500);
        expect(said).toBe('run 1\n');
      });

      await expect(ended).resolves.toBe(0);
      expect(said).toBe('run 1\nrun 2\nchanges something in run 2\n');
    },
  );
});
