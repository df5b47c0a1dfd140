import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import type { Job, StepResult } from '../runner/index.ts';
import { playFault } from '../support/fs-fault.ts';
import { logIn, MINE, makeKeys, readKey, writeMine } from '../support/home.ts';
import { enforceModes } from '../support/launchers.ts';
import { holdLock } from '../support/lock.ts';
import type { Stage } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { cannot, cells, type Entry, type FaultName, plays } from './entry.ts';
import { NETWORK } from './write.ts';

/** Something that obstructs a post step: the text of the warning, and how to create and remove it. */
interface Hindrance {
  readonly fault: FaultName;
  readonly warning: RegExp | undefined;
  /** @returns a function that removes it. */
  readonly put: (stage: Stage, job: Job) => () => void;
}

const HINDRANCES: readonly Hindrance[] = [
  {
    fault: 'truncated',
    warning: /is not a Docker config: its JSON is invalid/,
    put: ({ machine }) => {
      const path = machine.dockerConfigPath;
      const whole = readFileSync(path, 'utf8');
      const half = whole.slice(0, -9);
      writeFileSync(path, half);
      return () => {
        expect(readFileSync(path, 'utf8')).toBe(half);
        writeFileSync(path, whole);
      };
    },
  },
  {
    fault: 'disk full',
    warning: /cannot be read or changed: ENOSPC/,
    put: ({ machine }, job) => {
      const below = `${machine.dockerConfigPath}.icr-login-`;
      playFault(job, { below, only: 'open', call: 1, outcome: 'ENOSPC' });
      return () => undefined;
    },
  },
  {
    fault: 'permission',
    warning: /cannot be read or changed: EACCES/,
    put: ({ machine }) => {
      const directory = dirname(machine.dockerConfigPath);
      chmodSync(directory, 0o500);
      return () => chmodSync(directory, 0o700);
    },
  },
  {
    fault: 'killed',
    warning: undefined,
    put: ({ machine }, job) => {
      const below = machine.dockerConfigPath;
      playFault(job, { below, only: 'rename', call: 1, outcome: 'kill' });
      return () => undefined;
    },
  },
  {
    fault: 'hang',
    warning: /locked, or kept changing it, until `timeout` was over/,
    put: holdLock,
  },
];

/** The post step restores the config. If it cannot, it warns, and the next job undoes the login. */
export const UNDO: readonly Entry[] = [
  cannot(cells('undo', ...NETWORK), 'no request is sent'),
  // Several jobs in one home directory, one after the other, each with its own key and obstruction.
  plays(
    cells('undo', ...HINDRANCES.map(({ fault }) => fault)),
    'undone by the next job',
    async (stage) => {
      writeMine(stage);
      const keys = makeKeys(stage, HINDRANCES.length + 1);
      for (const [index, { fault, warning, put }] of HINDRANCES.entries()) {
        const job = stage.startJob({ launcher: enforceModes() });
        const inputs = { client: 'file', timeout: '20', 'api-key': keys[index] ?? '' };
        const main = await stage.step(job, inputs).main();
        expect(main.annotations, fault).toEqual([]);
        expect(readKey(stage), fault).toBe(keys[index]);
        const takeAway = put(stage, job);
        const [post] = await job.finish();
        takeAway();
        expectHindered(post, warning, fault);
        expect(readKey(stage), fault).toBe(keys[index]);
      }
      const last = await logIn(stage, keys.at(-1) ?? '');
      await last.job.finish();
      expectMine(stage);
    },
  ),
  plays(cells('undo', 'slow'), 'undone', async (stage) => {
    writeMine(stage);
    const { job } = await logIn(stage, stage.user.apiKey);
    setTimeout(holdLock(stage), 1200);
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
    expectMine(stage);
  }),
  plays(cells('undo', 'nonsense'), 'removed, with warnings', async (stage) => {
    const path = stage.machine.dockerConfigPath;
    const { job } = await logIn(stage, stage.user.apiKey);
    writeFileSync(`${path}.icr-login-journal`, 'no journal');
    const [post] = await job.finish();
    expect(post && readMessages(post, 'warning')).toEqual([
      expect.stringContaining(
        'is damaged, so a new one is started. Logins that have not been undone yet',
      ),
      expect.stringContaining('us.icr.io: removed the login, although its record was missing'),
    ]);
    expect(post?.failed).toBe(false);
    // It is no longer known that there was no file.
    expect(readFileSync(path, 'utf8')).toBe('{"auths": {}}');
    expect(readdirSync(dirname(path))).toEqual(['config.json']);
    stage.changed.push('.docker');
  }),
];

function expectHindered(
  post: StepResult | undefined,
  warning: RegExp | undefined,
  fault: FaultName,
): void {
  if (warning === undefined) {
    expect(post?.signal, fault).toBe('SIGKILL');
    return;
  }
  expect(post?.failed, fault).toBe(false);
  expect(post && readMessages(post, 'warning'), fault).toEqual([expect.stringMatching(warning)]);
}

function expectMine({ machine }: Stage): void {
  expect(readFileSync(machine.dockerConfigPath, 'utf8')).toBe(MINE);
  expect(readdirSync(dirname(machine.dockerConfigPath))).toEqual(['config.json']);
}
