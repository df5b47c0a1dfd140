import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openMachine, writeToy } from './toy-action.ts';

const PRINT_ENV = 'console.log(JSON.stringify(process.env));';

afterEach(() => vi.unstubAllEnvs());

describe('a machine', () => {
  it('inherits nothing from the caller except the folder for coverage', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example');
    vi.stubEnv('DOCKER_CONFIG', '/somewhere');
    vi.stubEnv('NODE_OPTIONS', '--no-deprecation');
    const machine = await openMachine({ env: { EXTRA: 'yes' } });
    const coverage = join(machine.temp, 'coverage');
    vi.stubEnv('NODE_V8_COVERAGE', coverage);
    const step = machine.startJob().step({ action: writeToy({ main: PRINT_ENV }) });
    const env = JSON.parse((await step.main()).stdout);
    expect(env).toMatchObject({ EXTRA: 'yes', HOME: machine.home, TMPDIR: machine.temp });
    expect(env).toHaveProperty('NODE_V8_COVERAGE', coverage);
    expect(existsSync(coverage)).toBe(true);
    for (const name of ['HTTPS_PROXY', 'DOCKER_CONFIG', 'NODE_OPTIONS', 'VITEST']) {
      expect(env).not.toHaveProperty(name);
    }
    expect(machine.dockerConfigPath).toBe(join(machine.home, '.docker', 'config.json'));
  });

  it('is removed with all processes that run on it', async () => {
    const machine = await openMachine();
    const action = writeToy({ main: 'stay(); console.log("up")' });
    const running = machine.startJob().step({ action }).startMain();
    await running.waitForLine(/^up$/);
    await machine.remove();
    expect((await running.result).signal).toBe('SIGKILL');
    expect(existsSync(machine.root)).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('the programs of a machine', () => {
  const spawnTool = (call: string): string => `
    const { spawnSync } = require('node:child_process');
    const result = ${call};
    console.log(result.error?.code ?? result.stdout.toString().trim() + ' ' + result.status);`;

  it('are only those that were named', async () => {
    const job = (await openMachine({ programs: ['ls'] })).startJob();
    const find = async (name: string): Promise<string | undefined> => {
      const main = spawnTool(`spawnSync('${name}', ['/'])`);
      return (await job.step({ action: writeToy({ main }) }).main()).lines.at(-1);
    };
    expect(await find('node')).toBe('ENOENT');
    expect(await find('docker')).toBe('ENOENT');
    expect(await find('ls')).toMatch(/0$/);
    await expect(openMachine({ programs: ['no-such-program'] })).rejects.toThrow(/no-such-program/);
  });

  it('work normally, and are recorded in order with arguments and environment', async () => {
    const machine = await openMachine();
    machine.addScript('helper', '#!/bin/sh\ncat; printf " %s" "$@"; exit 7\n');
    const main = spawnTool(`(
      spawnSync('helper', ['first']),
      spawnSync('helper', ['get', '', "it's\\n*"], {
        input: 'typed',
        env: { PATH: process.env.PATH, 'INPUT_API-KEY': 'k=1\\n2' },
      }))`);
    const result = await machine
      .startJob()
      .step({ action: writeToy({ main }) })
      .main();
    expect(result.stdout).toBe("typed get  it's\n* 7\n");
    const calls = machine.invocations();
    expect(calls.map(({ program, args }) => [program, ...args])).toEqual([
      ['helper', 'first'],
      ['helper', 'get', '', "it's\n*"],
    ]);
    expect(calls[0]?.env).toHaveProperty('GITHUB_STATE');
    expect(calls[1]?.env).toMatchObject({ 'INPUT_API-KEY': 'k=1\n2' });
    expect(calls[1]?.env).not.toHaveProperty('GITHUB_STATE');
  });

  it('are all recorded when they run at the same time', async () => {
    const machine = await openMachine();
    machine.addScript('helper', '#!/bin/sh\n:\n');
    const main = `
      const { spawn } = require('node:child_process');
      for (let index = 0; index < 20; index++) spawn('helper', [String(index)]);`;
    await machine
      .startJob()
      .step({ action: writeToy({ main }) })
      .main();
    const seen = machine.invocations().map(({ args }) => Number(args[0]));
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('are not wrapped if nothing is recorded', async () => {
    const machine = await openMachine({ programs: ['ls'], records: false });
    expect(statSync(join(machine.root, 'bin', 'ls')).ino).not.toBe(0);
    const main = spawnTool(`spawnSync('ls', ['/'])`);
    expect(
      (
        await machine
          .startJob()
          .step({ action: writeToy({ main }) })
          .main()
      ).failed,
    ).toBe(false);
    expect(machine.invocations()).toEqual([]);
  });

  it('are not recorded when the test itself runs them', async () => {
    const machine = await openMachine({ programs: ['ls'] });
    expect((await machine.startJob().run('ls', ['/'])).exitCode).toBe(0);
    expect(machine.invocations()).toEqual([]);
  });
});
