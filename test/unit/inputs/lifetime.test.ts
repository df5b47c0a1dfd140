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
  it('is by default that of the longest job on a hosted runner', () => {
    give('');
    expect(readLifetime('api-key')).toEqual({ text: '6h', milliseconds: 6 * HOUR_MS });
    give('7d');
    expect(readLifetime('api-key')).toEqual({ text: '7d', milliseconds: 7 * 24 * HOUR_MS });
  });

  it('can be endless here, because another check reports the conflict with `mint: api-key`', () => {
    give('never');
    expect(readLifetime('api-key')).toEqual(NEVER);
  });

  it.each(['0h', '6', '30s', 'soon'])('cannot be %s', (text) => {
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

  it.each(['6h', '1d', '1440m'])('cannot be %s', (text) => {
    give(text);
    expect(() => readLifetime('registry-token')).toThrow('that registry tokens cannot have');
  });
});

describe('the lifetime of anything else', () => {
  it.each(['none', 'access-token'] as const)('is not checked: %s', (mint) => {
    give('soon');
    expect(readLifetime(mint)).toEqual(NEVER);
  });
});
