import { expect, it, vi } from 'vitest';
import { Http } from '../../../src/http/http.ts';
import { STATUS_ADVICE } from '../../../src/http/refusal.ts';
import * as transport from '../../../src/http/transport.ts';
import { Deadline } from '../../../src/time/deadline.ts';

vi.mock(import('../../../src/http/transport.ts'), { spy: true });

it('a deadline that passes before another try keeps the advice on the last reply', async () => {
  const busy = { host: 'us.icr.io', status: 503, headers: {}, body: '', transactionId: 't-1' };
  const exchange = vi.mocked(transport.exchange).mockResolvedValue(busy);
  const deadline = new Deadline(60);
  // The time is up when the second try starts, and the timer of the deadline has not fired yet.
  let isOver = false;
  vi.spyOn(deadline, 'remainingMs').mockImplementation(() => (isOver ? 0 : 60_000));
  const sending = new Http(deadline).send(
    { method: 'GET', url: 'https://us.icr.io/v2/' },
    { repeat: 'always' },
  );
  setImmediate(() => {
    isOver = true;
  });

  await expect(sending).rejects.toMatchObject({
    code: 'timed-out',
    explanation: { ...STATUS_ADVICE, transactionId: 't-1' },
  });
  expect(exchange).toHaveBeenCalledOnce();
});
