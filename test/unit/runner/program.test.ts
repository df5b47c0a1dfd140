import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SECRET_INPUTS } from '../../../src/credentials/source.ts';
import { hideSecrets } from '../../../src/inputs/source.ts';
import { mask } from '../../../src/runner/mask.ts';
import { childEnvironment, runProgram } from '../../../src/runner/program.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { captureOutput } from '../../support/capture-output.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs JavaScript in a separate process. */
function run(code: string, input = '', seconds = 20) {
  const { execPath: path } = process;
  const deadline = new Deadline(seconds);
  return runProgram({ what: 'a test', path, args: ['-e', code], input, deadline });
}

describe('a program', () => {
  it('receives its input, and its two outputs are read', async () => {
    const code = 'process.stdin.pipe(process.stdout); console.error("and an error")';
    const { exitCode, output } = await run(code, 'the secret');

    expect(exitCode).toBe(0);
    expect(output).toContain('the secret');
    expect(output).toContain('and an error');
  });

  it('can end before it has read its input', async () => {
    // More than fits in a pipe, so that some of it has not been written yet.
    await expect(run('process.exitCode = 3', 'x'.repeat(4_000_000))).resolves.toEqual({
      exitCode: 3,
      output: '',
      stdout: '',
    });
  });

  it('is killed when its time is up', async () => {
    await expect(run('setInterval(() => undefined, 1000)', '', 0.5)).rejects.toThrow(
      'No usable answer from a test within 1 second',
    );
  });

  it.skipIf(process.platform === 'win32')(
    'is killed with its child processes, even if they have their own session',
    async () => {
      const root = mkdtempSync(join(tmpdir(), 'program-'));
      onTestFinished(() => rmSync(root, { recursive: true }));
      const file = join(root, 'pid');
      const code = `
        const { spawn } = require('node:child_process');
        const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], {
          detached: true,
          stdio: 'ignore',
        });
        require('node:fs').writeFileSync(${JSON.stringify(file)}, String(child.pid));
        setInterval(() => undefined, 1000);`;
      await expect(run(code, '', 3)).rejects.toThrow('No usable answer from a test');

      const pid = Number(readFileSync(file, 'utf8'));
      await expect.poll(() => isRunning(pid)).toBe(false);
    },
  );

  it('has all of its output read, however much it prints', async () => {
    const code = 'process.stdout.write("x".repeat(3_000_000) + "the end")';
    const { output, stdout } = await run(code);

    expect(output).toHaveLength(16_384);
    expect(output.endsWith('the end')).toBe(true);
    expect(stdout.length).toBeLessThanOrEqual(1_048_576);
  });
});

describe('the variables given to a program', () => {
  it('replace others of the same name', async () => {
    vi.stubEnv('DOCKER_CONFIG', '/mine');
    const { stdout } = await runProgram({
      what: 'a test',
      path: process.execPath,
      args: ['-p', 'process.env.DOCKER_CONFIG'],
      input: '',
      deadline: new Deadline(20),
      environment: { DOCKER_CONFIG: '/private' },
    });

    expect(stdout.trim()).toBe('/private');
  });
});

describe('the environment of a program', () => {
  it('contains neither inputs nor state, nor a config that takes precedence over the given one', () => {
    const environment = {
      PATH: '/usr/bin',
      HTTPS_PROXY: 'http://proxy:3128',
      'INPUT_API-KEY': 'k',
      'STATE_icr-login': '{}',
      ACTIONS_RUNTIME_TOKEN: 't',
      DOCKER_AUTH_CONFIG: '{}',
      DOCKER_AUTH_CONFIGS: 'another variable',
      DOCKER_CONTEXT: 'remote',
      DOCKER_HOST: 'tcp://host',
      NOTHING: undefined,
    };

    expect(childEnvironment(environment)).toEqual({
      PATH: '/usr/bin',
      HTTPS_PROXY: 'http://proxy:3128',
      DOCKER_AUTH_CONFIGS: 'another variable',
      DOCKER_HOST: 'tcp://host',
    });
  });

  it.each(SECRET_INPUTS)('contains no variable with the value of the input %s', (input) => {
    const secret = `${input}-${'s'.repeat(20)}`;
    vi.stubEnv(`INPUT_${input.toUpperCase()}`, secret);
    hideSecrets();
    const environment = {
      [`INPUT_${input.toUpperCase()}`]: secret,
      SAME: `<${secret}>`,
      AUTH: Buffer.from(`iamapikey:${secret}`).toString('base64'),
      OTHER: 'x',
    };

    expect(childEnvironment(environment)).toEqual({ OTHER: 'x' });
  });

  it('contains no variable with the key of an input, even if its whole file was pasted', () => {
    const key = 'k'.repeat(44);
    const inputs = {
      'INPUT_API-KEY': `{"name": "ci", "apikey": "${key}"}`,
      'INPUT_ACCESS-TOKEN': `Bearer ${'t'.repeat(30)}`,
    };
    for (const [name, value] of Object.entries(inputs)) {
      vi.stubEnv(name, value);
    }
    hideSecrets();
    const environment = {
      ...inputs,
      IC_API_KEY: key,
      HEADER: `Authorization: ${'t'.repeat(30)}`,
      NAME: 'ci',
    };

    expect(childEnvironment(environment)).toEqual({ NAME: 'ci' });
  });

  it('contains no variable with a masked secret', () => {
    captureOutput();
    mask('a-secret-of-this-test', 'iamapikey');

    expect(childEnvironment({ A: 'x a-secret-of-this-test x', B: 'a-secret' })).toEqual({
      B: 'a-secret',
    });
  });
});

/** Whether a process exists and has not ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // In a container, nothing may wait for a process whose parent has ended.
    const isLinux = process.platform === 'linux';
    return !isLinux || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
