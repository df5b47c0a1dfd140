import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { IbmCloud } from '../ibm-cloud/index.ts';
import { createAuthority } from '../ibm-cloud/network/certificates.ts';
import type { Job, JobOptions, StepResult } from '../runner/index.ts';
import { editJournal, toJournalPath, withImpostor } from '../support/attacker.ts';
import { arrangeKeys, endJob, letExpire, listAlive } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { LINUX, type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { expectInTime } from '../support/time.ts';
import { listRequests } from '../support/traffic.ts';

const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');
const SWEEP = join(import.meta.dirname, '..', '..', 'sweep');

const PODMAN = { programs: ['podman'] };

/** What another step does between the login and the end of the job. */
type Attack = (stage: Stage, job: Job, impostor: IbmCloud) => void;

/** A certificate file of the job, which a step can overwrite. */
function ownCaFile({ machine }: Stage): string {
  return join(machine.temp, 'ca.pem');
}

/** Sets a variable for the rest of the job. */
function set(name: string, value: string): Attack {
  return (_stage, job) => job.exportVariable(name, value);
}

/** The attacks, each with the variable that the warning must name. */
const ATTACKS: readonly (readonly [variable: string, how: string, attack: Attack])[] = [
  [
    'HTTPS_PROXY',
    'a proxy and a certificate of its own',
    (_stage, job, impostor) => {
      for (const [name, value] of Object.entries(impostor.env)) {
        job.exportVariable(name, value);
      }
    },
  ],
  [
    'HTTPS_PROXY',
    'a proxy in upper case',
    (_stage, job, { proxyUrl }) => job.exportVariable('HTTPS_PROXY', proxyUrl),
  ],
  [
    'https_proxy',
    'a proxy in lower case',
    (_stage, job, { proxyUrl }) => job.exportVariable('https_proxy', proxyUrl),
  ],
  ['HTTPS_PROXY', 'no proxy', set('HTTPS_PROXY', '')],
  ['NO_PROXY', 'an exception for IAM', set('NO_PROXY', 'iam.cloud.ibm.com')],
  ['no_proxy', 'an exception for everything, in lower case', set('no_proxy', '*')],
  [
    'NODE_EXTRA_CA_CERTS',
    'one more certificate in the trusted file',
    (stage) => appendFileSync(ownCaFile(stage), stage.cloud.ca),
  ],
  [
    'NODE_EXTRA_CA_CERTS',
    'another file with certificates',
    (stage, job) => {
      const other = join(stage.machine.temp, 'other.pem');
      writeFileSync(other, `${stage.cloud.ca}\n${stage.cloud.ca}`);
      job.exportVariable('NODE_EXTRA_CA_CERTS', other);
    },
  ],
  ['SSL_CERT_FILE', 'the certificates of OpenSSL', set('SSL_CERT_FILE', '/tmp/none.pem')],
  ['SSL_CERT_DIR', 'the directory of certificates', set('SSL_CERT_DIR', '/tmp')],
  ['NODE_USE_SYSTEM_CA', 'the certificates of the system', set('NODE_USE_SYSTEM_CA', '1')],
  ['OPENSSL_CONF', 'the settings of OpenSSL', set('OPENSSL_CONF', '/dev/null')],
];

/** Mints a key, runs an attack, and ends the job. */
async function playAttack(
  stage: Stage,
  attack: Attack,
  impostor: IbmCloud,
  options: JobOptions = {},
): Promise<{ readonly main: StepResult; readonly post: StepResult }> {
  const { inputs } = arrangeKeys(stage);
  copyFileSync(stage.cloud.caFile, ownCaFile(stage));
  const env = { NODE_EXTRA_CA_CERTS: ownCaFile(stage) };
  const job = stage.startJob({ env, ...options });
  const main = await stage.step(job, { ...inputs, timeout: '20' }).main();
  expect(main.failed, main.log).toBe(false);
  attack(stage, job, impostor);
  stage.cloud.clearRequests();
  const post = await endJob(job);
  expectInTime(post, 20);
  return { main, post };
}

describe('a step after the login that gives the post step', () => {
  for (const [variable, how, attack] of ATTACKS) {
    scenario(`${how} gets no secret, and a warning says what to do`, {}, async (stage) => {
      await withImpostor(async (impostor) => {
        const { main, post } = await playAttack(stage, attack, impostor);

        expect(post.failed).toBe(false);
        const [warning = '', ...more] = readMessages(post, 'warning');
        expect(more).toEqual([]);
        expect(warning).toContain(variable);
        expect(warning).toContain('(icr-login: environment-changed)');
        const id = readOutput(main, 'credential-id');
        expect(warning).toContain(`It expires at ${main.outputs['expires-at']}.`);
        expect(warning).toContain(`\`ibmcloud iam service-api-key-delete ${id} ServiceId-`);
        expect(stage.cloud.connections).toEqual([]);
        expect(listAlive(stage)).toEqual([id]);
        expect(stage.readConfig()).toBeUndefined();
        letExpire(stage);
      });
    });
  }

  scenario('another proxy gets no token that a composite action kept', {}, async (stage) => {
    stage.exceptKeptToken();
    await withImpostor(async (impostor) => {
      const attack: Attack = (_stage, job) => job.exportVariable('https_proxy', impostor.proxyUrl);
      const { post } = await playAttack(stage, attack, impostor, { insideComposite: true });

      expect(readMessages(post, 'warning')).toEqual([
        expect.stringContaining('(icr-login: environment-changed)'),
      ]);
      expect(stage.cloud.connections).toEqual([]);
      letExpire(stage);
    });
  });

  scenario(
    'a pipe instead of a certificate file gets no secret, and the post step ends in time',
    LINUX,
    async (stage) => {
      await withImpostor(async (impostor) => {
        const attack: Attack = () => {
          rmSync(ownCaFile(stage));
          execFileSync('mkfifo', [ownCaFile(stage)]);
        };
        const { post } = await playAttack(stage, attack, impostor);

        expect(readMessages(post, 'warning')).toEqual([
          expect.stringContaining('(icr-login: environment-changed)'),
        ]);
        letExpire(stage);
      });
    },
  );

  scenario(
    'only unrelated variables and unchanged values does not prevent revocation',
    {},
    async (stage) => {
      await withImpostor(async (impostor) => {
        const attack: Attack = ({ cloud }, job) => {
          job.exportVariable('HTTPS_PROXY', cloud.proxyUrl);
          job.exportVariable('DOCKER_HOST', impostor.env['DOCKER_HOST'] ?? '');
          // None of these variables redirects a request of this action.
          for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
            job.exportVariable(name, impostor.proxyUrl);
          }
          job.exportVariable('NODE_USE_ENV_PROXY', '1');
          job.exportVariable('NODE_TLS_REJECT_UNAUTHORIZED', '0');
        };
        const { post } = await playAttack(stage, attack, impostor);

        expect(post.annotations).toEqual([]);
        expect(listAlive(stage)).toEqual([]);
      });
    },
  );

  scenario('one more trusted system certificate gets no secret', {}, async (stage) => {
    // The job trusts the system's certificates, and anyone who can use `sudo` can add one.
    const system = join(stage.machine.temp, 'system');
    mkdirSync(system);
    copyFileSync(stage.cloud.caFile, join(system, 'ca.pem'));
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob({ env: { NODE_USE_SYSTEM_CA: '1', SSL_CERT_DIR: system } });
    const main = await stage.step(job, inputs).main();
    expect(main.failed, main.log).toBe(false);
    stage.cloud.clearRequests();
    const { certificate } = await createAuthority();
    writeFileSync(join(system, 'other.pem'), certificate);
    const post = await endJob(job);

    expect(readMessages(post, 'warning')).toEqual([
      expect.stringContaining('(icr-login: environment-changed)'),
    ]);
    expect(stage.cloud.connections).toEqual([]);
    letExpire(stage);
  });
});

/** Runs a second use of the action in a job, after the first one and an attack. */
async function playSecond(
  stage: Stage,
  attack: (job: Job) => void,
  use: (job: Job) => Promise<StepResult>,
): Promise<StepResult> {
  const job = stage.startJob();
  const first = await stage.step(job, { client: 'file' }).main();
  expect(first.failed).toBe(false);
  attack(job);
  stage.cloud.clearRequests();
  const second = await use(job);
  expect(readError(second).code).toBe('environment-changed');
  expect(listRequests(stage.cloud)).toEqual([]);
  return second;
}

describe('a step that sets another proxy between two uses of the action', () => {
  const minting = { mint: 'registry-token', client: 'file', region: 'eu-de' };
  const uses: readonly (readonly [string, (stage: Stage, job: Job) => Promise<StepResult>])[] = [
    ['the login', (stage, job) => stage.step(job, minting).main()],
    [
      'sweep',
      ({ user }, job) => {
        const inputs = { 'api-key': user.apiKey, kind: 'registry-token', region: 'us-south' };
        return job.step({ action: SWEEP, with: inputs }).main();
      },
    ],
  ];
  for (const [name, use] of uses) {
    scenario(`gets no secret of ${name}`, {}, async (stage) => {
      await withImpostor(async (impostor) => {
        const second = await playSecond(
          stage,
          (job) => job.exportVariable('https_proxy', impostor.proxyUrl),
          (job) => use(stage, job),
        );

        expect(readError(second).message).toContain('https_proxy');
      });
    });
  }
});

describe('a step that names a long certificate file and adds thousands of records', () => {
  scenario('keeps the next use no longer than its time', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    editJournal(stage, ({ records: [one], ...journal }) => {
      const added = { ...one, trust: { '::error::made up': 'x' } };
      const copies = Array.from({ length: 2000 }, (_, number) => ({
        ...added,
        id: `id ${number}`,
      }));
      return { ...journal, records: [one, ...copies] };
    });
    const long = join(job.folders.workspace, 'long.pem');
    writeFileSync(long, ' '.repeat(4_000_000));
    job.exportVariable('NODE_EXTRA_CA_CERTS', long);
    const second = await stage.step(job, { client: 'file', timeout: '1' }).main();

    expectInTime(second, 1);
    const { code, message } = readError(second);
    expect(code).toBe('environment-changed');
    expect(message).toContain('NODE_EXTRA_CA_CERTS');
    expect(message).not.toContain('made up');
    editJournal(stage, ({ records: [one], ...journal }) => ({ ...journal, records: [one] }));
  });
});

describe('a step between two uses that leaves the second one another proxy and', () => {
  const hiding: Readonly<Record<string, Attack>> = {
    'another DOCKER_CONFIG': ({ machine }, job) =>
      job.exportVariable('DOCKER_CONFIG', join(machine.temp, 'docker')),
    'another HOME': ({ machine }, job) => job.exportVariable('HOME', join(machine.temp, 'home')),
    'no journal': (stage) => rmSync(toJournalPath(stage)),
  };
  for (const [how, hide] of Object.entries(hiding)) {
    scenario(`${how} gets no secret of it either`, {}, async (stage) => {
      stage.changed.push('.docker');
      await withImpostor(async (impostor) => {
        const second = await playSecond(
          stage,
          (job) => {
            for (const [name, value] of Object.entries(impostor.env)) {
              job.exportVariable(name, value);
            }
            hide(stage, job, impostor);
          },
          (job) => stage.step(job, { client: 'file' }).main(),
        );

        expect(readError(second).message).toContain('HTTPS_PROXY');
      });
    });
  }

  scenario('then repairs it, after a login that failed, is not refused', {}, async (stage) => {
    const nowhere = 'http://127.0.0.1:9';
    const job = stage.startJob({ env: { HTTPS_PROXY: nowhere, https_proxy: nowhere } });
    const first = await stage.step(job, { client: 'file', timeout: '5' }).main();
    expect(first.failed).toBe(true);
    job.exportVariable('HTTPS_PROXY', stage.cloud.proxyUrl);
    job.exportVariable('https_proxy', stage.cloud.proxyUrl);
    const second = await stage.step(job, { client: 'file' }).main();

    expect(second.annotations).toEqual([]);
  });
});

describe('a step that sets another proxy before `logout`', () => {
  scenario('gets no secret, and the login is undone', {}, async (stage) => {
    await withImpostor(async (impostor) => {
      const { inputs } = arrangeKeys(stage);
      const job = stage.startJob();
      await stage.step(job, inputs).main();
      job.exportVariable('https_proxy', impostor.proxyUrl);
      stage.cloud.clearRequests();
      const logout = await job
        .step({ action: LOGOUT, with: { 'api-key': stage.user.apiKey } })
        .main();

      expect(readMessages(logout, 'warning')).toEqual([
        expect.stringMatching(/https_proxy(?:.|\n)*\(icr-login: environment-changed\)/),
      ]);
      expect(listRequests(stage.cloud)).toEqual([]);
      expect(stage.readConfig()).toBeUndefined();
      await job.finish();
      letExpire(stage);
    });
  });
});

describe('a step between two uses of the action that leads docker', () => {
  scenario('to another daemon gets no secret', { programs: ['docker'] }, async (stage) => {
    const second = await playSecond(
      stage,
      (job) => job.exportVariable('DOCKER_HOST', 'tcp://127.0.0.1:9'),
      (job) => stage.step(job, { client: 'docker' }).main(),
    );

    expect(readError(second).message).toContain('DOCKER_HOST');
  });

  for (const variable of ['HOME', 'XDG_CONFIG_HOME', 'REGISTRIES_CONFIG_PATH']) {
    scenario(`or podman to other settings by ${variable} gets no secret`, PODMAN, async (stage) => {
      stage.changed.push('.config', '.local', '.cache');
      const second = await playSecond(
        stage,
        (job) => job.exportVariable(variable, join(stage.machine.temp, 'theirs')),
        (job) => stage.step(job, { client: 'podman' }).main(),
      );

      expect(readError(second).message).toContain(variable);
    });
  }

  scenario('to another daemon does not matter if no daemon is contacted', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    job.exportVariable('DOCKER_HOST', 'tcp://127.0.0.1:9');
    const second = await stage.step(job, { client: 'file', region: 'eu-de' }).main();

    expect(second.annotations).toEqual([]);
  });
});

describe('a pipe instead of a certificate file', () => {
  scenario('causes an error of the login immediately', LINUX, async (stage) => {
    const pipe = join(stage.machine.temp, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const main = await stage.fail({ client: 'file' }, { env: { NODE_EXTRA_CA_CERTS: pipe } });

    expect(readError(main).code).toBe('certificate-not-trusted');
    expectInTime(main, 0);
  });
});
