import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job, JobOptions, StepResult } from '../runner/index.ts';
import { toJournalPath } from '../support/attacker.ts';
import { writeBefore } from '../support/docker-config.ts';
import { enforceModes } from '../support/launchers.ts';
import { arrangeKeys, listAlive } from '../support/minting.ts';
import { asUser, giveMachineToUser, TWO_USERS } from '../support/other-user.ts';
import { LINUX, type ScenarioOptions, type Stage, scenario } from '../support/scenario.ts';
import { addPlainScript } from '../support/scripts.ts';
import { readError } from '../support/step-error.ts';
import { expectInTime } from '../support/time.ts';

/** Something that prevents a login. Returns a function that removes it. */
type Hindrance = (stage: Stage, job: Job) => () => void;

function close(path: string, mode: number): () => void {
  chmodSync(path, mode);
  return () => chmodSync(path, 0o700);
}

const configOf = ({ machine }: Stage): string => machine.dockerConfigPath;

const HINDRANCES: Readonly<Record<string, Hindrance>> = {
  'a directory that is read-only': (stage) => {
    writeBefore(configOf(stage), '{}');
    return close(dirname(configOf(stage)), 0o500);
  },
  'a directory that cannot be entered': (stage) => {
    writeBefore(configOf(stage), '{}');
    return close(dirname(configOf(stage)), 0o000);
  },
  'a home that is read-only': ({ machine }) => close(machine.home, 0o500),
  'a config that cannot be read': (stage) => {
    writeBefore(configOf(stage), '{}');
    return close(configOf(stage), 0o000);
  },
  'a journal that cannot be read': (stage) => {
    writeBefore(toJournalPath(stage), '{}');
    return close(toJournalPath(stage), 0o000);
  },
  'a directory instead of the journal': (stage) => {
    mkdirSync(toJournalPath(stage), { recursive: true });
    return () => undefined;
  },
  'a directory instead of the file that names the holder of the lock': (stage) => {
    mkdirSync(`${configOf(stage)}.icr-login-lock-holder`, { recursive: true });
    return () => undefined;
  },
  'a file instead of the lock': (stage) => {
    writeBefore(`${configOf(stage)}.icr-login-lock`, '');
    return () => undefined;
  },
  'a RUNNER_TEMP that is read-only': (_stage, { runnerTemp }) => close(runnerTemp, 0o500),
  'a directory instead of the marker': (_stage, { runnerTemp }) => {
    mkdirSync(join(runnerTemp, 'icr-login-job'));
    return () => undefined;
  },
  'a credential helper that is not installed': (stage) => {
    writeBefore(configOf(stage), '{"credsStore": "missing"}');
    return () => undefined;
  },
  'a credential helper that cannot be started': (stage) => {
    writeBefore(configOf(stage), '{"credHelpers": {"us.icr.io": "shut"}}');
    addPlainScript(stage.machine, 'docker-credential-shut', '');
    chmodSync(join(stage.machine.root, 'bin', 'docker-credential-shut'), 0o644);
    return () => undefined;
  },
};

const CLIENTS: readonly (readonly [string, ScenarioOptions])[] = [
  ['file', LINUX],
  ['docker', { ...LINUX, programs: ['docker'] }],
];

/** Expects that the step failed before it sent, created or wrote anything. */
function expectEarly(stage: Stage, main: StepResult, name: string): void {
  expectInTime(main, 10);
  expect([name, main.failed]).toEqual([name, true]);
  expect(readError(main).code).toMatch(
    /^(?:config-not-writable|runner-not-writable|credential-store)$/,
  );
  expect([name, stage.cloud.connections]).toEqual([name, []]);
  expect(stage.cloud.ledger.all()).toEqual([]);
}

for (const [client, options] of CLIENTS) {
  describe(`what prevents a login with ${client} is detected before a key is minted:`, () => {
    for (const [name, hinder] of Object.entries(HINDRANCES)) {
      scenario(name, options, async (stage) => {
        const { inputs } = arrangeKeys(stage);
        stage.changed.push('.docker');
        const job: Job = stage.startJob({ launcher: enforceModes() } satisfies JobOptions);
        const free = hinder(stage, job);
        const main = await stage.step(job, { ...inputs, client, timeout: '10' }).main();
        expectEarly(stage, main, name);
        const [post] = await job.finish();
        free();
        expect(post?.failed).toBe(false);
        expect(listAlive(stage)).toEqual([]);
        rmSync(dirname(configOf(stage)), { recursive: true, force: true });
      });
    }
  });
}

describe('a config of another user in a sticky directory', () => {
  scenario(
    'is detected before a key is minted, because it cannot be replaced',
    TWO_USERS,
    async (stage) => {
      giveMachineToUser(stage);
      const { inputs } = arrangeKeys(stage);
      const directory = join(stage.machine.home, 'shared');
      mkdirSync(directory);
      writeFileSync(join(directory, 'config.json'), '{}', { mode: 0o644 });
      for (const path of [directory, join(directory, 'config.json')]) {
        chownSync(path, 0, 0);
      }
      chmodSync(directory, 0o1777);
      const job = stage.startJob({ launcher: asUser(stage), env: { DOCKER_CONFIG: directory } });
      const main = await stage.step(job, { ...inputs, timeout: '10' }).main();

      expectEarly(stage, main, 'sticky');
      await job.finish();
      expect(existsSync(join(directory, 'config.json'))).toBe(true);
    },
  );
});
