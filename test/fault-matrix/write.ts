import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { MINE, writeMine } from '../support/home.ts';
import { expectNothingObeyed } from '../support/hostile.ts';
import { enforceModes } from '../support/launchers.ts';
import { holdLock, holdLockFrom } from '../support/lock.ts';
import { endJob, listAlive, MINT, playMint } from '../support/minting.ts';
import type { Stage } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { CHECK, EXCHANGE } from '../support/traffic.ts';
import { cannot, cells, type Entry, type FaultName, plays } from './entry.ts';

/** Network faults, which affect neither writing nor undoing a login. */
export const NETWORK: readonly FaultName[] = [
  'refused',
  'HTTP 4xx',
  'HTTP 5xx',
  'HTTP 429',
  'redirect',
  'reset before acting',
  'reset after acting',
  'wrong content type',
];

const FILE = { client: 'file' };

/** The login is written to the config. If this fails, what was minted for it is revoked. */
export const WRITE: readonly Entry[] = [
  cannot(cells('write', ...NETWORK), 'no request is sent'),
  plays(cells('write', 'hang'), 'config-busy', async (stage) => {
    writeMine(stage);
    const free = holdLockFrom(stage, EXCHANGE);
    const { main, post } = await playMint(stage, { timeout: '20' });
    expect(readError(main).code).toBe('config-busy');
    expectTakenBack(stage, main.lines);
    expect(post.annotations).toEqual([]);
    free();
  }),
  plays(cells('write', 'slow'), 'logged in', async (stage) => {
    writeMine(stage);
    const { cloud } = stage;
    cloud.on('received', CHECK, () => {
      setTimeout(holdLock(stage), 1500);
    });
    const { main, post } = await stage.play(FILE);
    expect(main.annotations).toEqual([]);
    expect(post?.annotations).toEqual([]);
  }),
  plays(cells('write', 'nonsense'), 'logged in, with a warning', async (stage) => {
    writeMine(stage);
    const journal = `${stage.machine.dockerConfigPath}.icr-login-journal`;
    // The damaged journal may contain a login, so its text is not repeated, and it is removed.
    const secret = 'value-of-some-damaged-record';
    stage.secrets.push(secret);
    stage.changed.push('.docker/config.json.icr-login-journal');
    writeFileSync(journal, `{"version": 1, "records": ["${secret}`);
    const { main, post } = await stage.play(FILE);
    expect(main.outputs['logged-in']).toBe('true');
    expect(readMessages(main, 'warning')).toEqual([
      expect.stringContaining(`${journal} is damaged, so a new one is started.`),
    ]);
    expect(post?.annotations).toEqual([]);
    expect(readdirSync(dirname(journal))).toEqual(['config.json']);
  }),
  plays(cells('write', 'truncated'), 'config-malformed', async (stage) => {
    writeMine(stage);
    const path = stage.machine.dockerConfigPath;
    const half = MINE.slice(0, -9);
    // While the login is checked, another program writes the config and stops in the middle.
    stage.cloud.on('received', CHECK, () => writeFileSync(path, half));
    const { main, post } = await playMint(stage);
    expect(readError(main).code).toBe('config-malformed');
    expect(readFileSync(path, 'utf8')).toBe(half);
    expectTakenBack(stage, main.lines);
    expect(post.annotations).toEqual([]);
    writeFileSync(path, MINE);
  }),
  plays(
    [...cells('write', 'hostile text'), ...cells('undo', 'hostile text')],
    'logged in, and the commands in its path do not run',
    async (stage) => {
      const name = '##[add-mask]hostile\n::stop-commands::hostile';
      const DOCKER_CONFIG = join(stage.machine.home, name);
      const foreign = `{"auths": {"##[add-mask]hostile": {}, "::add-mask::hostile": {}}}`;
      writeBefore(join(DOCKER_CONFIG, 'config.json'), foreign);
      const { main, post } = await stage.play(FILE, { env: { DOCKER_CONFIG } });
      expect(main.outputs['logged-in']).toBe('true');
      expectNothingObeyed(main);
      expect(post?.lines).toEqual([expect.stringContaining('us.icr.io: removed the login (')]);
      expect(post && expectNothingObeyed(post)).toBeUndefined();
    },
  ),
  plays(cells('write', 'disk full'), 'config-not-writable', async (stage) => {
    writeMine(stage);
    const job = stage.startJob();
    // When the next version of the config is about to be written.
    const below = `${stage.machine.dockerConfigPath}.icr-login-`;
    playFault(job, { below, only: 'open', call: 3, outcome: 'ENOSPC' });
    const main = await stage.step(job, MINT).main();
    endFault(job);
    expect(readError(main).code).toBe('config-not-writable');
    expectTakenBack(stage, main.lines);
    const post = await endJob(job);
    expect(post.annotations).toEqual([]);
  }),
  plays(cells('write', 'permission'), 'config-not-writable', async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeMine(stage);
    // This happens while the login is checked, because an earlier problem is found before the check.
    stage.cloud.on('received', CHECK, () => chmodSync(dirname(path), 0o500));
    const { main, post } = await stage.play(MINT, { launcher: enforceModes() });
    chmodSync(dirname(path), 0o700);
    const { code, message } = readError(main);
    expect(code).toBe('config-not-writable');
    expect(message).toContain(`${path} cannot be read or changed: EACCES: permission denied`);
    expectTakenBack(stage, main.lines);
    expect(post?.lines).toEqual([]);
  }),
  plays(cells('write', 'killed'), 'undone by the post step', async (stage) => {
    const job = stage.startJob();
    const below = `${stage.machine.dockerConfigPath}.icr-login-journal`;
    playFault(job, { below, only: 'write', call: 1, outcome: 'kill' });
    const main = await stage.step(job, MINT).main();
    endFault(job);
    expect(main.signal).toBe('SIGKILL');
    expect(listAlive(stage)).toHaveLength(1);
    const post = await endJob(job);
    expect(post.annotations).toEqual([]);
    expect(listAlive(stage)).toEqual([]);
  }),
];

/** Expects that the token for the login that could not be written was revoked before the post step. */
function expectTakenBack(stage: Stage, lines: readonly string[]): void {
  expect(lines).toContainEqual(expect.stringContaining('Revoked the registry token'));
  expect(stage.cloud.ledger.all()).toHaveLength(1);
  expect(listAlive(stage)).toEqual([]);
}
