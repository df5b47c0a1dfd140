import { describe, expect } from 'vitest';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { CHECK, listRequests } from '../support/traffic.ts';

const FILE = { client: 'file' } as const;
const HOST = 'us.icr.io';

/** Takes the token endpoint away that IBM's registry has today. */
function moveTokenEndpoint({ cloud }: Stage, times?: number): void {
  const rule = { ...CHECK, do: { kind: 'status', status: 404 } } as const;
  cloud.faults.add(times === undefined ? rule : { ...rule, times });
}

describe('a registry whose token endpoint is not where it used to be', () => {
  for (const challengeQuotes of [true, false]) {
    const how = challengeQuotes ? 'with' : 'without';
    scenario(
      `is asked where it is, and answers ${how} quotes`,
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

  const foreign = [
    'https://de.icr.io/oauth/token',
    'https://example.com/oauth/token',
    `https://${HOST}.example.com/oauth/token`,
    `https://${HOST}:8443/oauth/token`,
    `https://${HOST}@example.com/oauth/token`,
    `https://user@${HOST}/oauth/token`,
    `http://${HOST}/oauth/token`,
  ];
  for (const realm of foreign) {
    scenario(`and names ${realm} does not get the credential`, {}, async (stage) => {
      moveTokenEndpoint(stage);
      stage.cloud.setRealm(HOST, realm);
      const main = await stage.fail(FILE);

      const { code, message } = readError(main);
      expect(code).toBe('realm-foreign');
      expect(message).toContain(
        `asked for the credential to be sent to ${realm}. It was not sent.`,
      );
      expect(listRequests(stage.cloud)).toEqual([`GET ${HOST}/oauth/token`, `GET ${HOST}/v2/`]);
      expect(new Set(stage.cloud.connections.map(({ target }) => target))).toEqual(
        new Set([`${HOST}:443`]),
      );
    });
  }

  for (const challenge of ['', 'Basic realm="https://us.icr.io/"', 'Bearer realm="no place"']) {
    scenario(`and answers with the challenge "${challenge}" is no registry`, {}, async (stage) => {
      moveTokenEndpoint(stage);
      const headers = { 'www-authenticate': challenge };
      const fault = { kind: 'status', status: 401, headers } as const;
      stage.cloud.faults.add({ host: HOST, path: '/v2/', do: fault });
      const main = await stage.fail(FILE);

      const { code, message } = readError(main);
      expect(code).toBe('reply-invalid');
      expect(message).toContain('not the challenge of a registry');
    });
  }

  scenario('and asks for no credential at all is no registry', {}, async (stage) => {
    moveTokenEndpoint(stage);
    const fault = { kind: 'status', status: 200, body: 'Welcome' } as const;
    stage.cloud.faults.add({ host: HOST, path: '/v2/', do: fault });
    const main = await stage.fail(FILE);

    const { code, message } = readError(main);
    expect(code).toBe('reply-invalid');
    expect(message).toContain('not the challenge of a registry (HTTP 200)');
  });

  scenario('and has none at all refuses the login', {}, async (stage) => {
    moveTokenEndpoint(stage);
    const main = await stage.fail(FILE);

    expect(readError(main).message).toContain('HTTP 404 from us.icr.io');
  });
});
