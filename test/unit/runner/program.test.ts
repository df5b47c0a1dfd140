import { describe, expect, it } from 'vitest';
import { SECRET_INPUTS } from '../../../src/credentials/source.ts';
import { childEnvironment, runProgram } from '../../../src/runner/program.ts';
import { Deadline } from '../../../src/time/deadline.ts';

/** Runs JavaScript in a process of its own. */
function run(code: string, input = '', seconds = 20) {
  const { execPath: path } = process;
  const deadline = new Deadline(seconds);
  const onStart = (): void => undefined;
  return runProgram({ what: 'a test', path, args: ['-e', code], input, deadline, onStart });
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
      NOTHING: undefined,
    };

    expect(childEnvironment(environment)).toEqual({
      PATH: '/usr/bin',
      HTTPS_PROXY: 'http://proxy:3128',
      DOCKER_AUTH_CONFIGS: 'another variable',
    });
  });

  it.each(SECRET_INPUTS)('has no variable with what is in the input %s', (input) => {
    const secret = `${input}-${'s'.repeat(20)}`;
    const environment = { [`INPUT_${input.toUpperCase()}`]: secret, SAME: `<${secret}>` };

    expect(childEnvironment(environment)).toEqual({});
  });

  it('has no variable with the key of an input, also where that was pasted with its file around it', () => {
    const key = 'k'.repeat(44);
    const environment = {
      'INPUT_API-KEY': `{"name": "ci", "apikey": "${key}"}`,
      'INPUT_ACCESS-TOKEN': `Bearer ${'t'.repeat(30)}`,
      IC_API_KEY: key,
      HEADER: `Authorization: ${'t'.repeat(30)}`,
      NAME: 'ci',
    };

    expect(childEnvironment(environment)).toEqual({ NAME: 'ci' });
  });
});
