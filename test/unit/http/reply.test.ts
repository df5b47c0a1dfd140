import { describe, expect, it } from 'vitest';
import { readDate } from '../../../src/http/reply.ts';

describe('the date of a reply', () => {
  it.each<[Readonly<Record<string, string>>, number | undefined]>([
    [{ date: 'Sat, 21 Nov 2026 12:00:00 GMT' }, Date.UTC(2026, 10, 21, 12)],
    [{ date: 'yesterday' }, undefined],
    [{ date: '' }, undefined],
    [{}, undefined],
  ])('in %j is %j', (headers, date) => {
    const reply = { host: 'us.icr.io', status: 401, headers, body: '', transactionId: undefined };

    expect(readDate(reply)).toBe(date);
  });
});
