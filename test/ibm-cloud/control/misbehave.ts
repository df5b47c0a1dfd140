import { type Clock, wait } from '../clock.ts';
import type { ReceivedRequest, Reply } from '../network/http-message.ts';
import { fabricate, type Outcome } from './fabricate.ts';
import type { FaultRule } from './faults.ts';

/** Applies a fault to a request. `act` processes the request, and is called at most once. */
export async function misbehave(
  rule: FaultRule,
  request: ReceivedRequest,
  clock: Clock,
  act: () => Promise<Reply>,
): Promise<Outcome> {
  const fault = rule.do;
  switch (fault.kind) {
    case 'slow': {
      const reply = await act();
      await wait(fault.ms);
      return { kind: 'reply', reply };
    }
    case 'truncated':
      return { kind: 'truncate', reply: await act() };
    case 'mislabeled': {
      const reply = await act();
      return {
        kind: 'reply',
        reply: { ...reply, headers: { ...reply.headers, 'content-type': 'text/html' } },
      };
    }
    case 'reset-after':
      await act();
      return { kind: 'reset' };
    default:
      if (rule.actFirst === true) {
        await act();
      }
      return fabricate(fault, request, clock);
  }
}
