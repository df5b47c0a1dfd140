import { describe, expect } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const CLIENTS = ['docker', 'podman'] as const;
const PROXY_OWNER = { user: 'builder', password: 'p@ss:w/rd-of-proxy' };

/** What real container clients print when the network blocks them, and what this action makes of it. */
describe.each(CLIENTS)('%s', (client) => {
  const programs = [client];

  scenario('does not trust the certificate: the error says so', { programs }, async (stage) => {
    const env = { SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: '/nowhere' };
    const { code, message } = readError(await stage.fail({ client }, { env }));

    expect(code).toBe('certificate-not-trusted');
    expect(message).toContain(`${client} does not trust the certificate of us.icr.io.`);
    expect(message).toContain('SSL_CERT_FILE');
    expect(stage.machine.invocations()).toHaveLength(1);
  });

  const wantsPassword = { programs, cloud: { proxyCredentials: PROXY_OWNER } };
  scenario('logs in through a proxy that requires credentials', wantsPassword, async (stage) => {
    stage.secrets.push(PROXY_OWNER.password);
    const { main } = await stage.play({ client });

    expect(main.outputs['logged-in']).toBe('true');
    expect(main.annotations).toEqual([]);
    const place = /environment variable https?_proxy$/i;
    // The password of the proxy is in the variable that names the proxy, and nowhere else.
    stage.excepted.push(place);
  });

  scenario(
    'lacks the credentials of the proxy: the error says so',
    wantsPassword,
    async (stage) => {
      const HTTPS_PROXY = stage.cloud.proxyUrl.replace(/\/\/.*@/, '//');
      const env = { HTTPS_PROXY, https_proxy: HTTPS_PROXY };
      const { code, message } = readError(await stage.fail({ client }, { env }));

      expect(code).toBe('proxy-refused');
      expect(message).toContain(`The proxy did not connect ${client} to us.icr.io.`);
      expect(stage.machine.invocations()).toHaveLength(1);
    },
  );

  scenario('logs in after the registry was down for a moment', { programs }, async (stage) => {
    const { cloud } = stage;
    cloud.setDown('us-south', true);
    const recovery = setInterval(() => {
      if (cloud.connections.some(({ status }) => status === 502)) {
        cloud.setDown('us-south', false);
      }
    }, 20);
    const { main } = await stage.play({ client });
    clearInterval(recovery);

    expect(main.outputs['logged-in']).toBe('true');
    expect(main.annotations).toEqual([]);
  });

  scenario('is quoted if the registry stays down', { programs }, async (stage) => {
    stage.cloud.setDown('us-south', true);
    // Podman retries for several seconds before it prints anything.
    const main = await stage.fail({ client, timeout: '20' });

    const { code, message } = readError(main);
    expect(['service-failed', 'timed-out']).toContain(code);
    expect(message).toContain('us.icr.io');
    expect(message).toContain('Run the job again');
    expect(message).toMatch(/ended with:? exit code \d+: .*Bad Gateway/);
  });

  scenario('fails if the registry keeps limiting the rate', { programs }, async (stage) => {
    const fault = { kind: 'rate-limit', retryAfterSeconds: 86_400 } as const;
    stage.cloud.faults.add({ host: 'registry', do: fault });
    const main = await stage.fail({ client, timeout: '15' });

    // Podman waits by itself, and docker is started again, so the time limit can be reached in either
    // place.
    const { code, message } = readError(main);
    expect(['rate-limited', 'timed-out']).toContain(code);
    expect(message).toContain('us.icr.io');
    expect(message).toContain(client === 'docker' ? '429 Too Many Requests' : 'within 15 seconds');
  });
});
