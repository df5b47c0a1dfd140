import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Http } from '../../../src/http/http.ts';
import { STATUS_ADVICE } from '../../../src/http/refusal.ts';
import { Deadline } from '../../../src/time/deadline.ts';

it('a deadline that passes before another try keeps the advice on the last reply', async () => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(503).end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const deadline = new Deadline(60);
  // The time is up when the second try starts, and the timer of the deadline has not fired yet. Before that, it is
  // asked for by the first try, by that timer, and by the decision to try again.
  const remaining = vi.spyOn(deadline, 'remainingMs').mockReturnValue(0);
  for (let times = 1; times <= 3; times += 1) {
    remaining.mockReturnValueOnce(60_000);
  }
  const request = { method: 'GET', url: `http://127.0.0.1:${port}/v2/` } as const;

  await expect(new Http(deadline).send(request, { repeat: 'always' })).rejects.toMatchObject({
    code: 'timed-out',
    explanation: STATUS_ADVICE,
  });
  expect(requests).toBe(1);
});
