import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { findProgram } from '../runner/programs.ts';
import { arrangeKeys, playMint } from '../support/minting.ts';
import { startOddRegistry } from '../support/odd-registry.ts';
import { startRefusingProxy } from '../support/other-proxies.ts';
import { LINUX, type Stage, scenario } from '../support/scenario.ts';
import { addPlainScript, shellScript } from '../support/scripts.ts';
import { readError, type StepError } from '../support/step-error.ts';
import { KEY_CREATION } from '../support/traffic.ts';

const PRINTED = 'printed.txt';

/** Adds a docker to the PATH that prints this and fails. */
function addFailingDocker({ machine }: Stage, output: string): void {
  const path = join(machine.root, 'bin', PRINTED);
  writeFileSync(path, `${output}\n`);
  machine.addScript('docker', shellScript(`cat '${path}' >&2`, 'exit 1'));
}

/** The error of a step whose docker prints this, with a key that was just minted. */
async function failWithMintedKey(stage: Stage, output: string): Promise<StepError> {
  addFailingDocker(stage, output);
  const { inputs } = arrangeKeys(stage);
  const { main, post } = await playMint(stage, { ...inputs, client: 'docker', timeout: '15' });

  expect(stage.cloud.requests.some(({ path }) => path === KEY_CREATION.path)).toBe(true);
  expect(post.annotations).toEqual([]);
  return readError(main);
}

const SOCKET = 'unix:///var/run/docker.sock';

/** What docker, the kernel and snapd print if the machine prevents docker from working. */
const MACHINE: readonly (readonly [string, string])[] = [
  [
    'the socket of a daemon, as printed by docker until version 23',
    `Got permission denied while trying to connect to the Docker daemon socket at ${SOCKET}: Post "http://%2Fvar%2Frun%2Fdocker.sock/v1.40/auth": dial unix /var/run/docker.sock: connect: permission denied`,
  ],
  [
    'the socket of a daemon, as printed by docker since version 29',
    `permission denied while trying to connect to the docker API at ${SOCKET}`,
  ],
  [
    "the directory of a snap's config",
    'cannot create user data directory: /home/runner/snap/docker/2915: Permission denied',
  ],
  [
    'a config, as printed by podman',
    'Error: get credentials: 1 error occurred:\n\t* reading JSON file "/x/auth.json": open /x/auth.json: permission denied',
  ],
  ['a pipe on Windows', 'open //./pipe/docker_engine: Access is denied.'],
  ['a program', 'fork/exec /usr/libexec/docker/docker-init: permission denied'],
  ['the disk', 'write /x/config.json1234: no space left on device'],
  ['a program for another kind of machine', 'fork/exec /usr/bin/docker-init: exec format error'],
];

describe('a machine that prevents docker from working', () => {
  for (const [what, output] of MACHINE) {
    scenario(`is reported after one try: ${what}`, {}, async (stage) => {
      const { code, message } = await failWithMintedKey(stage, output);

      expect(code).toBe('check-failed');
      expect(message).toContain('A problem on this machine prevented docker from logging in');
      expect(message).toContain(output.split('\n').at(-1)?.replace('\t', ''));
      expect(message).toContain('`client: file`');
      expect(stage.machine.invocations()).toHaveLength(1);
    });
  }

  scenario('is not reported if a registry denies access', {}, async (stage) => {
    const config = 'WARNING: Error loading config file: open /x/config.json: permission denied';
    const denied =
      'Error response from daemon: Get "https://us.icr.io/v2/": denied: permission denied';
    addFailingDocker(stage, `${config}\n${denied}`);
    const { code } = readError(await stage.fail({ client: 'docker' }));

    expect(code).toBe('credential-refused');
  });

  for (const [how, folder] of [
    ['itself', 'bin'],
    ['behind a wrapper', 'scripts'],
  ] as const) {
    scenario(`is reported: docker ${how} is for another kind of machine`, LINUX, async (stage) => {
      stage.machine.addScript('docker', '');
      const program = readFileSync(findProgram('env'));
      // The processor type that the program is for. No type has the number 255.
      program[18] = 255;
      writeFileSync(join(stage.machine.root, folder, 'docker'), program);
      const { code, message } = readError(await stage.fail({ client: 'docker' }));

      expect(code).toBe('check-failed');
      expect(message).toContain('A problem on this machine prevented docker from logging in');
    });
  }

  scenario(
    'is reported: docker is a script for a shell that does not exist',
    LINUX,
    async (stage) => {
      addPlainScript(stage.machine, 'docker', '#!/nowhere/sh\n');
      const { code, message } = readError(await stage.fail({ client: 'docker' }));

      expect(code).toBe('check-failed');
      expect(message).toContain('A problem on this machine prevented docker from logging in');
      expect(message).toContain('ENOENT');
    },
  );
});

describe('a client that cannot save the login', () => {
  const outputs = [
    'Error saving credentials: open /x/config.json1234: permission denied',
    'error saving credentials: error storing credentials - err: exit status 1, out: `i/o timeout`',
    'Error: error getting credentials - err: exec: "docker-credential-desktop": executable file not found in $PATH, out: ``',
  ];
  for (const output of outputs) {
    scenario(`is reported after one try: ${output}`, {}, async (stage) => {
      const { code, message } = await failWithMintedKey(stage, output);

      expect(code).toBe('credential-store');
      expect(message).toContain('`client: file`');
      expect(stage.machine.invocations()).toHaveLength(1);
    });
  }
});

/** What docker prints about its daemon, up to version 29. */
const DAEMON = [
  `Cannot connect to the Docker daemon at ${SOCKET}. Is the docker daemon running?`,
  `failed to connect to the docker API at ${SOCKET}; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory`,
  'error during connect: Post "http://docker:2375/v1.24/auth": dial tcp: lookup docker on 10.0.0.1:53: no such host',
  'error during connect: Post "https://docker:2376/v1.40/auth": x509: certificate signed by unknown authority',
  'error during connect: Post "https://docker:2376/v1.40/auth": x509: certificate has expired or is not yet valid: current time 2026-01-26T10:37:23Z is after 2026-01-26T07:28:33Z',
  'unable to resolve docker endpoint: open /root/.docker/ca.pem: no such file or directory',
  'error during connect: Post "http://docker.example/v1.24/auth": command [ssh -- host docker system dial-stdio] has exited with exit status 255: stderr=me@host: Permission denied (publickey).',
];

/** What docker prints where the daemon, or a proxy in front of its socket, refuses the request for a login. */
const DAEMON_REFUSALS = [
  'request returned 403 Forbidden for API route and version http://socket-proxy:2375/v1.50/auth, check if the server supports the requested API version',
  'Error response from daemon: <html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>',
  'Error response from daemon: authorization denied by plugin opa-docker-authz: request rejected by administrative policy',
];

describe('a daemon that refuses', () => {
  for (const output of DAEMON_REFUSALS) {
    scenario(`(${output.slice(0, 90)}) is named, after one try`, {}, async (stage) => {
      const { code, message } = await failWithMintedKey(stage, output);

      expect(code).toBe('check-failed');
      expect(message).toContain(
        'docker could not log in to us.icr.io: the Docker daemon, or a proxy in front of it, refused the request.',
      );
      expect(message).toContain('`client: file`');
      expect(stage.machine.invocations()).toHaveLength(1);
    });
  }
});

describe('a daemon that docker cannot reach', () => {
  for (const output of DAEMON) {
    scenario(`is reported: ${output.slice(0, 90)}`, {}, async (stage) => {
      addFailingDocker(stage, output);
      const { code, message } = readError(await stage.fail({ client: 'docker' }));

      expect(code).toBe('check-failed');
      expect(message).toContain('docker did not reach the Docker daemon');
      expect(message).toContain('`client: file`');
      expect(message).not.toContain('region');
      expect(stage.machine.invocations()).toHaveLength(1);
    });
  }
});

const CLIENTS = ['docker', 'podman'] as const;

describe('a proxy whose host is unknown', () => {
  for (const client of CLIENTS) {
    const programs = [client];
    scenario(`is reported with ${client}, without its password`, { programs }, async (stage) => {
      const password = 'password-of-the-proxy';
      const address = `http://octocat:${password}@nosuchproxy.invalid:3128`;
      const env = { HTTPS_PROXY: address, https_proxy: address };
      const { code, message } = readError(await stage.fail({ client }, { env }));

      expect(code).toBe('proxy-refused');
      expect(message).toContain('nosuchproxy.invalid');
      expect(message).not.toContain(password);
      expect(message).not.toContain('spelling');
      expect(stage.machine.invocations()).toHaveLength(1);
      stage.excepted.push(/environment variable https?_proxy$/i);
    });

    scenario(
      `is reported with ${client} if its address has quotes`,
      { programs },
      async (stage) => {
        const address = '"http://127.0.0.1:3128"';
        const env = { HTTPS_PROXY: address, https_proxy: address };
        const { code, message } = readError(await stage.fail({ client }, { env }));

        expect(code).toBe('proxy-refused');
        expect(message).toContain('HTTPS_PROXY');
        expect(message).toContain('without quotes');
      },
    );
  }

  for (const client of CLIENTS) {
    const programs = [client];
    scenario(
      `is reported with ${client} if the address is invalid`,
      { programs },
      async (stage) => {
        for (const address of [`${stage.cloud.proxyUrl} `, 'http://%zz@127.0.0.1:1']) {
          const env = { HTTPS_PROXY: address, https_proxy: address };
          const { code, message } = readError(await stage.fail({ client }, { env }));

          expect(code).toBe('proxy-refused');
          expect(message).toMatch(
            /(?:HTTPS_PROXY|https_proxy) is not the address of a proxy|without quotes/,
          );
        }
      },
    );
  }

  scenario('is reported without a client, after one try', {}, async (stage) => {
    const address = 'http://octocat:password-of-the-proxy@nosuchproxy.invalid:3128';
    const env = { HTTPS_PROXY: address, https_proxy: address };
    const main = await stage.fail({ client: 'file' }, { env });

    const { code, message } = readError(main);
    expect(code).toBe('proxy-refused');
    expect(message).toContain('nosuchproxy.invalid:3128');
    expect(message).not.toContain('password-of-the-proxy');
    expect(main.log).not.toContain('trying again');
    stage.excepted.push(/environment variable https?_proxy$/i);
  });

  for (const status of ['401 Unauthorized', '404 Not Found', '403 URLBlocked']) {
    scenario(`is named where it answers ${status}`, { programs: [...CLIENTS] }, async (stage) => {
      const proxy = await startRefusingProxy(status);
      const address = `http://127.0.0.1:${proxy.port}`;
      const env = { HTTPS_PROXY: address, https_proxy: address };
      for (const client of [...CLIENTS, 'file']) {
        const { code, message } = readError(await stage.fail({ client }, { env }));
        expect(code, client).toBe('proxy-refused');
        expect(message, client).toContain(`the proxy 127.0.0.1:${proxy.port}`);
      }
      await proxy.stop();
    });
  }

  scenario("is distinguished from the registry if it is the daemon's proxy", {}, async (stage) => {
    const lookup = 'lookup proxy.corp.example on 127.0.0.53:53: no such host';
    addFailingDocker(
      stage,
      `Error response from daemon: Get "https://us.icr.io/v2/": proxyconnect tcp: dial tcp: ${lookup}`,
    );
    const { code, message } = readError(await stage.fail({ client: 'docker' }));

    expect(code).toBe('proxy-refused');
    expect(message).toContain('proxy.corp.example');
    expect(message).toContain('the Docker daemon');
  });
});

describe('a proxy whose password has a character that Go does not accept', () => {
  for (const client of ['docker', 'podman']) {
    scenario(`is reported with ${client}`, { programs: [client] }, async (stage) => {
      const HTTPS_PROXY = 'http://builder:p^ss-of-the-proxy@127.0.0.1:9';
      const main = await stage.fail({ client }, { env: { HTTPS_PROXY, https_proxy: HTTPS_PROXY } });

      const { code, message } = readError(main);
      expect(code).toBe('proxy-refused');
      expect(message).toContain(`HTTPS_PROXY is not an address that ${client} can read.`);
      expect(message).toContain('percent-encode every special character');
      expect(message).not.toContain('p^ss');
    });
  }
});

describe('a proxy that is contacted by TLS but does not support it', () => {
  for (const client of [...CLIENTS, 'file']) {
    const programs = client === 'file' ? [] : [client];
    scenario(`is reported with ${client}, after one try`, { programs }, async (stage) => {
      const address = stage.cloud.proxyUrl.replace('http:', 'https:');
      const env = { HTTPS_PROXY: address, https_proxy: address };
      const main = await stage.fail({ client }, { env });

      const { code, message } = readError(main);
      expect(code).toBe('proxy-refused');
      expect(message).toContain('Start the value of HTTPS_PROXY with http://');
      expect(main.log).not.toContain('trying again');
    });
  }
});

describe('a machine that forbids connections', () => {
  scenario('is reported after one try', {}, async (stage) => {
    const hook = join(import.meta.dirname, '..', 'support', 'forbidden-sockets.cjs');
    const main = await stage.fail(
      { client: 'file' },
      {
        env: { NODE_OPTIONS: `--require ${hook}`, HTTPS_PROXY: '', https_proxy: '' },
      },
    );

    const { code, message } = readError(main);
    expect(code).toBe('network-failed');
    expect(message).toContain('This machine blocked the connection to us.icr.io');
    expect(main.log).not.toContain('trying again');
  });
});

describe('a registry host that this machine cannot resolve', () => {
  const NO_NAMES = {
    NODE_OPTIONS: `--require ${join(import.meta.dirname, '..', 'support', 'name-service.cjs')}`,
    HTTPS_PROXY: '',
    https_proxy: '',
  };

  scenario('is reported as a problem of the machine, not of the spelling', {}, async (stage) => {
    const regions = ['us-south', 'registry.ng.bluemix.net', 'icr.io'];
    for (const region of regions) {
      const main = await stage.fail({ client: 'file', region }, { env: NO_NAMES });
      const { code, message } = readError(main);
      expect(code).toBe('host-unknown');
      expect(message).toMatch(
        /^This machine cannot resolve (?:us\.|registry\.ng\.bluemix\.net|icr)/,
      );
      expect(message).not.toContain('spelling');
    }
    const iam = await stage.fail({ mint: 'registry-token', client: 'file' }, { env: NO_NAMES });
    expect(readError(iam).message).toContain('This machine cannot resolve iam.cloud.ibm.com');
  });

  scenario('may be misspelled if it is not in the table', {}, async (stage) => {
    const main = await stage.fail({ client: 'file', region: 'zz.icr.io' }, { env: NO_NAMES });

    expect(readError(main).message).toContain('Check the spelling in `region`');
  });

  scenario('is reported the same way with docker', {}, async (stage) => {
    addFailingDocker(
      stage,
      'Get "https://us.icr.io/v2/": dial tcp: lookup us.icr.io on 127.0.0.53:53: no such host',
    );
    const { code, message } = readError(await stage.fail({ client: 'docker' }));

    expect(code).toBe('host-unknown');
    expect(message).toContain('This machine cannot resolve us.icr.io');
    expect(message).not.toContain('spelling');
  });
});

describe("a certificate that is not valid according to this machine's clock", () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const times = [
    ['not yet valid', 10 * DAY_MS],
    ['expired', -60 * DAY_MS],
  ] as const;
  for (const [what, shiftMs] of times) {
    for (const client of [...CLIENTS, 'file']) {
      const programs = client === 'file' ? [] : [client];
      scenario(
        `is reported with a hint at the clock (${what}, ${client})`,
        { programs },
        async (stage) => {
          const odd = await startOddRegistry('us.icr.io', shiftMs);
          const env = { HTTPS_PROXY: odd.proxyUrl, https_proxy: odd.proxyUrl };
          const { code, message } = readError(await stage.fail({ client }, { env }));
          await odd.stop();

          expect(code).toBe('certificate-not-trusted');
          expect(message).toContain('clock');
          expect(message).not.toContain('inspects TLS');
        },
      );
    }
  }
});

describe('a time limit that is reached after replies from the service', () => {
  for (const client of ['docker', 'file'] as const) {
    const programs = client === 'file' ? [] : [client];
    scenario(
      `does not lead to advice about the firewall (${client})`,
      { programs },
      async (stage) => {
        stage.cloud.faults.add({ host: 'registry', do: { kind: 'status', status: 503 } });
        const main = await stage.fail({ client, timeout: '8' });

        const { code, message } = readError(main);
        expect(['timed-out', 'service-failed']).toContain(code);
        expect(message).toContain('503');
        expect(message).toContain('status page');
        expect(message).not.toContain('firewall');
      },
    );
  }
});
