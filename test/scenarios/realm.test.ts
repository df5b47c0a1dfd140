import { describe, expect } from 'vitest';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { CHECK, listRequests } from '../support/traffic.ts';

const FILE = { client: 'file' } as const;
const HOST = 'us.icr.io';

/** Makes the token endpoint of the registry disappear. */
function moveTokenEndpoint({ cloud }: Stage, times?: number): void {
  const rule = { ...CHECK, do: { kind: 'status', status: 404 } } as const;
  cloud.faults.add(times === undefined ? rule : { ...rule, times });
}

describe('a registry whose token endpoint has moved', () => {
  for (const challengeQuotes of [true, false]) {
    const how = challengeQuotes ? 'with' : 'without';
    scenario(
      `is asked for the new one, and answers ${how} quotes`,
      { cloud: { challengeQuotes } },
      async (stage) => {
        moveTokenEndpoint(stage, 1);
        const { main } = await stage.play(FILE);

        expect(main.failed).toBe(false);
        expect(listRequests(stage.cloud)).toEqual([
          `GET ${HOST}/oauth/token`,
          `GET ${HOST}/v2/`,
          `GET ${HOST}/oauth/token`,
        ]);
        expect(stage.cloud.requests[1]?.headers.authorization).toBeUndefined();
      },
    );
  }

  scenario('and names another host for it does not get the credential', {}, async (stage) => {
    const { cloud } = stage;
    const foreign = {
      'us.icr.io': 'https://de.icr.io/oauth/token',
      'uk.icr.io': 'https://example.com/oauth/token',
      'de.icr.io': 'https://de.icr.io.example.com/oauth/token',
      'au.icr.io': 'https://au.icr.io:8443/oauth/token',
      'jp.icr.io': 'https://jp.icr.io@example.com/oauth/token',
      'ca.icr.io': 'https://user@ca.icr.io/oauth/token',
      'br.icr.io': 'http://br.icr.io/oauth/token',
    };
    const hosts = Object.keys(foreign);
    cloud.faults.add({ ...CHECK, do: { kind: 'status', status: 404 } });
    for (const [host, realm] of Object.entries(foreign)) {
      cloud.setRealm(host, realm);
    }
    const main = await stage.fail({ ...FILE, region: hosts.join() });

    const { code, message } = readError(main);
    expect(code).toBe('realm-foreign');
    for (const [host, realm] of Object.entries(foreign)) {
      expect(message).toContain(
        `${host} asked for the credential to be sent to ${realm}. It was not sent.`,
      );
    }
    const expected = hosts.flatMap((host) => [`GET ${host}/oauth/token`, `GET ${host}/v2/`]);
    expect(listRequests(cloud).toSorted()).toEqual(expected.toSorted());
    expect(new Set(cloud.connections.map(({ target }) => target))).toEqual(
      new Set(hosts.map((host) => `${host}:443`)),
    );
  });

  scenario('and that sends no challenge is not a registry', {}, async (stage) => {
    const { cloud } = stage;
    const challenges = {
      'us.icr.io': '',
      'uk.icr.io': 'Basic realm="https://uk.icr.io/"',
      'de.icr.io': 'Bearer realm="no place"',
    };
    cloud.faults.add({ ...CHECK, do: { kind: 'status', status: 404 } });
    for (const [host, challenge] of Object.entries(challenges)) {
      const headers = { 'www-authenticate': challenge };
      cloud.faults.add({ host, path: '/v2/', do: { kind: 'status', status: 401, headers } });
    }
    const welcome = { kind: 'status', status: 200, body: 'Welcome' } as const;
    cloud.faults.add({ host: 'au.icr.io', path: '/v2/', do: welcome });
    const region = [...Object.keys(challenges), 'au.icr.io'].join();
    const { code, message } = readError(await stage.fail({ ...FILE, region }));

    expect(code).toBe('reply-invalid');
    expect(message.match(/not the challenge of a registry \(HTTP 401\)/g)).toHaveLength(3);
    expect(message).toContain('not the challenge of a registry (HTTP 200)');
  });

  scenario('and that has no token endpoint at all refuses the login', {}, async (stage) => {
    moveTokenEndpoint(stage);
    const main = await stage.fail(FILE);

    expect(readError(main).message).toContain('HTTP 404 from us.icr.io');
  });
});
