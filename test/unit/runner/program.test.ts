import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SECRET_INPUTS } from '../../../src/credentials/source.ts';
import { hideSecrets } from '../../../src/inputs/secret.ts';
import { mask } from '../../../src/runner/mask.ts';
import { childEnvironment, runProgram } from '../../../src/runner/program.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { captureOutput } from '../../support/capture-output.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs JavaScript in a process of its own. */
function run(code: string, input = '', seconds = 20) {
  const { execPath: path } = process;
  const deadline = new Deadline(seconds);
  return runProgram({ what: 'a test', path, args: ['-e', code], input, deadline });
}

describe('a program', () => {
  it('gets its input, and is heard on both outputs', async () => {
    const code = 'process.stdin.pipe(process.stdout); console.error("and an error")';
    const { exitCode, output } = await run(code, 'the secret');

    expect(exitCode).toBe(0);
    expect(output).toContain('the secret');
    expect(output).toContain('and an error');
  });

  it('may end before it has read its input', async () => {
    // More than a pipe takes, so that some of it is still to be written.
    await expect(run('process.exitCode = 3', 'x'.repeat(4_000_000))).resolves.toEqual({
      exitCode: 3,
      output: '',
      stdout: '',
    });
  });

  it('is killed when the time is over', async () => {
    await expect(run('setInterval(() => undefined, 1000)', '', 0.5)).rejects.toThrow(
      'a test gave no usable answer within 1 second',
    );
  });

  it.skipIf(process.platform === 'win32')(
    'is killed with what it has started, also where that has a session of its own',
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
      await expect(run(code, '', 3)).rejects.toThrow('gave no usable answer');

      const pid = Number(readFileSync(file, 'utf8'));
      await expect.poll(() => isRunning(pid)).toBe(false);
    },
  );

  it('is heard to its last words, however much it prints', async () => {
    const code = 'process.stdout.write("x".repeat(3_000_000) + "the end")';
    const { output, stdout } = await run(code);

    expect(output).toHaveLength(16_384);
    expect(output.endsWith('the end')).toBe(true);
    expect(stdout.length).toBeLessThanOrEqual(1_048_576);
  });
});

describe('what a program is given', () => {
  it('has variables of its own in the place of others', async () => {
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
  it('has neither inputs nor state, nor a config that would win over the one it is given', () => {
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

  it.each(SECRET_INPUTS)('has no variable with what is in the input %s', (input) => {
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

  it('has no variable with the key of an input, also where that was pasted with its file around it', () => {
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

  it('has no variable with a secret that is masked', () => {
    captureOutput();
    mask('a-secret-of-this-test', 'iamapikey');

    expect(childEnvironment({ A: 'x a-secret-of-this-test x', B: 'a-secret' })).toEqual({
      B: 'a-secret',
    });
  });
});

/** Whether a process is there and has not ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // In a container, nobody may wait for one that has lost its parent.
    const isLinux = process.platform === 'linux';
    return !isLinux || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
