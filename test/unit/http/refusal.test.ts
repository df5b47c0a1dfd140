import { describe, expect, it } from 'vitest';
import { adviseOnBusyReply, explainBusyReply } from '../../../src/http/refusal.ts';

describe('a reply that permits another try', () => {
  it.each([
    [429, 'rate-limited', 'Run fewer jobs at the same time'],
    [408, 'service-failed', "Check IBM Cloud's status page"],
    [503, 'service-failed', "Check IBM Cloud's status page"],
  ])('leads to the same advice in every error: %i is %s', (status, code, fix) => {
    const reply = { host: 'us.icr.io', status, headers: {}, body: '', transactionId: undefined };
    const advice = adviseOnBusyReply(reply);
    const error = explainBusyReply(reply, 'The registry', 'The login failed');

    expect(advice.fix).toContain(fix);
    expect(error?.code).toBe(code);
    expect(error?.explanation).toMatchObject(advice);
  });
});
