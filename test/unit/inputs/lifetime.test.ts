import { afterEach, describe, expect, it, vi } from 'vitest';
import { readLifetime } from '../../../src/inputs/lifetime.ts';

const HOUR_MS = 60 * 60_000;
const NEVER = { text: 'never', milliseconds: undefined };

afterEach(() => {
  vi.unstubAllEnvs();
});

function give(lifetime: string): void {
  vi.stubEnv('INPUT_LIFETIME', lifetime);
}

describe('the lifetime of an API key', () => {
  it('is as long as the longest job of a hosted runner, unless one is given', () => {
    give('');
    expect(readLifetime('api-key')).toEqual({ text: '6h', milliseconds: 6 * HOUR_MS });
    give('7d');
    expect(readLifetime('api-key')).toEqual({ text: '7d', milliseconds: 7 * 24 * HOUR_MS });
  });

  it('may be endless here: that it contradicts `mint: api-key` is said elsewhere', () => {
    give('never');
    expect(readLifetime('api-key')).toEqual(NEVER);
  });

  it.each(['0h', '6', '30s', 'soon'])('is not %s', (text) => {
    give(text);
    expect(() => readLifetime('api-key')).toThrow(`The input \`lifetime\` cannot be "${text}".`);
  });
});

describe('the lifetime of a registry token', () => {
  it('is a day or endless', () => {
    give('');
    expect(readLifetime('registry-token')).toEqual({ text: '24h', milliseconds: 24 * HOUR_MS });
    give('24h');
    expect(readLifetime('registry-token')).toEqual({ text: '24h', milliseconds: 24 * HOUR_MS });
    give('never');
    expect(readLifetime('registry-token')).toEqual(NEVER);
  });

  it.each(['6h', '1d', '1440m'])('is not %s', (text) => {
    give(text);
    expect(() => readLifetime('registry-token')).toThrow('that registry tokens cannot have');
  });
});

describe('the lifetime of anything else', () => {
  it.each(['none', 'access-token'] as const)('is not looked at: %s', (mint) => {
    give('soon');
    expect(readLifetime(mint)).toEqual(NEVER);
  });
});
