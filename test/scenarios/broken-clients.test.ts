import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Stage, scenario } from '../support/scenario.ts';
import { shellScript } from '../support/scripts.ts';
import { readError, type StepError } from '../support/step-error.ts';

const DOCKER = { client: 'docker' };

/** Runs a job whose docker is a script, and reads its error. */
async function logIn(stage: Stage, ...lines: readonly string[]): Promise<StepError> {
  stage.machine.addScript('docker', shellScript(...lines));
  const main = await stage.fail({ ...DOCKER, timeout: '15' });
  expect(main.outputs['logged-in']).toBe('false');
  return readError(main);
}

describe('a podman that says that it has logged in, but has not,', () => {
  scenario('is told to log out', {}, async (stage) => {
    const calls = join(stage.machine.temp, 'calls');
    stage.machine.addScript('podman', shellScript(`echo "$1" >>'${calls}'`));
    const { code, message } = readError(await stage.fail({ client: 'podman', timeout: '15' }));

    expect(code).toBe('check-failed');
    expect(message).toContain('this step ran `podman logout us.icr.io`');
    expect(readFileSync(calls, 'utf8')).toBe('login\nlogin\nlogout\n');
  });
});

describe('a docker that', () => {
  scenario('reports success without a login: the check fails', {}, async (stage) => {
    const { code, message } = await logIn(stage, 'echo Login Succeeded');

    expect(code).toBe('check-failed');
    expect(message).toContain('docker says that it logged in to us.icr.io, but wrote no login.');
  });

  scenario('writes garbage instead of a login: the check fails', {}, async (stage) => {
    const { code } = await logIn(stage, 'echo "{}" > "$2/config.json"');

    expect(code).toBe('check-failed');
  });

  scenario('writes a login for another registry: the check fails', {}, async (stage) => {
    const written = JSON.stringify({ auths: { 'de.icr.io': { auth: 'dTpw' } } });
    const { code, message } = await logIn(stage, `echo '${written}' > "$2/config.json"`);

    expect(code).toBe('check-failed');
    expect(message).toContain('docker says that it logged in to us.icr.io, but wrote no login.');
  });

  scenario('fails without output: the error names its exit code', {}, async (stage) => {
    const { code, message } = await logIn(stage, 'exit 3');

    expect(code).toBe('check-failed');
    expect(message).toContain(
      '`docker login us.icr.io` ended with exit code 3 and printed nothing.',
    );
  });

  scenario('is killed: the error says that a signal ended it', {}, async (stage) => {
    const { code, message } = await logIn(stage, 'kill -KILL $$');

    expect(code).toBe('check-failed');
    expect(message).toContain(
      '`docker login us.icr.io` was ended by a signal and printed nothing.',
    );
    expect(message).toContain('out of memory');
  });

  scenario('is killed while the network fails: the retries say so', {}, async (stage) => {
    const { message } = await logIn(
      stage,
      'echo "dial tcp: connection reset by peer" >&2',
      'kill -KILL $$',
    );

    expect(message).toContain('was ended by a signal: dial tcp: connection reset by peer');
    const retries = stage.machine.jobs[0]?.results[0]?.lines ?? [];
    expect(retries.join('\n')).toContain(
      '`docker login us.icr.io` ended with a signal: dial tcp: connection reset by peer; trying',
    );
  });

  scenario(
    'never exits: it is stopped at the end of the time limit',
    { programs: ['sleep'] },
    async (stage) => {
      const { code, message } = await logIn(stage, 'exec sleep 60');

      expect(code).toBe('timed-out');
      expect(message).toContain('No usable answer from docker login us.icr.io within 15 seconds.');
    },
  );

  scenario(
    'prints a warning before it fails: it is quoted without the warning',
    {},
    async (stage) => {
      const { message } = await logIn(
        stage,
        'echo "WARNING! Your password is not safe" >&2',
        'echo "cannot perform an interactive login" >&2',
        'exit 1',
      );

      expect(message).toContain('exit code 1: cannot perform an interactive login\n');
    },
  );

  scenario('prints workflow commands: the runner does not run them', {}, async (stage) => {
    const { message } = await logIn(
      stage,
      "printf 'refused ##[save-state name=hostile]1\\n::stop-commands::hostile\\n' >&2",
      "printf '\\033[31mred\\033[0m\\r::set-output name=hostile::1\\n'",
      'exit 1',
    );

    // The two streams are read in any order.
    expect(message).toContain('refused # #[save-state name=hostile]1 : :stop-commands: :hostile');
    expect(message).toContain('red : :set-output name=hostile: :1');
    const [{ results } = { results: [] }] = stage.machine.jobs[0]?.steps ?? [];
    expect(Object.keys(results[0]?.state ?? {})).toEqual(['icr-login']);
    expect(results[0]?.outputs).not.toHaveProperty('hostile');
  });

  scenario(
    'prints the secret: it is quoted without it, even where the text is cut',
    { programs: ['cat'] },
    async (stage) => {
      // The quoted text ends after the first ten characters of the secret.
      const { message } = await logIn(stage, 'printf %0490d 0', 'cat', 'exit 1');

      expect(message).toContain(`exit code 1: ${'0'.repeat(490)}***\n`);
      expect(message).not.toContain(stage.user.apiKey.slice(0, 10));
    },
  );

  scenario(
    'always fails with a temporary error: the error comes after several tries',
    {},
    async (stage) => {
      const said = 'received unexpected HTTP status: 503 Service Unavailable';
      stage.machine.addScript('docker', shellScript(`echo "${said}" >&2`, 'exit 1'));
      const main = await stage.fail(DOCKER);

      const { code, message } = readError(main);
      expect(code).toBe('service-failed');
      expect(message).toContain('docker tried several times, but could not reach us.icr.io.');
      expect(message).toContain(`ended with exit code 1: ${said}\n`);
    },
  );

  scenario(
    'fails once with a temporary error: it is started again',
    { programs: ['docker'] },
    async (stage) => {
      const job = stage.startJob();
      for (const path of ['/v2/', '/oauth/token']) {
        stage.cloud.faults.add({ path, times: 1, do: { kind: 'status', status: 503 } });
        const main = await stage.step(job, DOCKER).main();
        expect(main.outputs['logged-in']).toBe('true');
      }
      expect(stage.machine.invocations()).toHaveLength(4);
    },
  );
});

describe('a credential that the registry refuses', () => {
  const WRONG = { 'api-key': 'wrong-key-0123456789-0123456789-0123456789ab' };

  scenario('is reported as refused with docker', { programs: ['docker'] }, async (stage) => {
    const { code, message } = readError(await stage.fail({ ...DOCKER, ...WRONG }));

    expect(code).toBe('credential-refused');
    expect(message).toContain(
      'The registry us.icr.io refused the credential. `docker login us.icr.io`',
    );
    expect(stage.machine.invocations()).toHaveLength(1);
  });

  scenario('is reported as refused with podman', { programs: ['podman'] }, async (stage) => {
    const { code, message } = readError(await stage.fail({ client: 'podman', ...WRONG }));

    expect(code).toBe('credential-refused');
    expect(message).toContain(
      'The registry us.icr.io refused the credential. `podman login us.icr.io`',
    );
    expect(stage.machine.invocations()).toHaveLength(1);
  });
});
