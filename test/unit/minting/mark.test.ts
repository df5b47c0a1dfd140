import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeMarked, makeMark, nameMarked, readMark } from '../../../src/minting/mark.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a mark', () => {
  it('can be read as it was created, after any text', () => {
    vi.stubEnv('GITHUB_REPOSITORY', 'octo-org/octo-repo');
    vi.stubEnv('GITHUB_RUN_ID', '12');
    vi.stubEnv('GITHUB_RUN_ATTEMPT', '3');
    vi.stubEnv('GITHUB_JOB', 'build');
    const text = makeMark('90m', new Date('2026-11-21T12:34:56Z'));
    const mark = readMark(describeMarked('Nightly icr-login', text));

    expect(mark).toEqual({
      text,
      repository: 'octo-org/octo-repo',
      run: '12',
      attempt: '3',
      at: new Date('2026-11-21T12:34:00Z'),
      lifetime: '90m',
      random: text.slice(-32),
    });
    expect(mark && nameMarked(mark)).toBe(`icr-login-12-3-${text.slice(-32)}`);
  });

  it('uses placeholders if the run is unknown', () => {
    for (const name of ['REPOSITORY', 'RUN_ID', 'RUN_ATTEMPT', 'JOB']) {
      vi.stubEnv(`GITHUB_${name}`, '');
    }
    const mark = readMark(makeMark('never'));

    expect(mark?.repository).toBe('unknown');
    expect(mark && nameMarked(mark)).toMatch(/^icr-login-0-0-[0-9a-f]{32}$/);
  });

  it('is unique', () => {
    expect(makeMark('6h')).not.toBe(makeMark('6h'));
  });

  const random = '0'.repeat(32);
  it.each([
    '',
    random,
    `icr-login a/b run 1/1 job c at 2026-11-21T12:34Z lifetime 6h ${random} and more`,
    `icr-login a/b run 1/1 job c at 2026-13-41T12:34Z lifetime 6h ${random}`,
    `icr-login a/b run 1/1 job c at 2026-11-21T12:34Z lifetime soon ${random}`,
    `icr-login a/b run 1/1 job c at 2026-11-21T12:34Z lifetime 6h ${random.slice(1)}`,
    `icr-login a/b run 1 job c at 2026-11-21T12:34Z lifetime 6h ${random}`,
  ])('is not found in %j', (description) => {
    expect(readMark(description)).toBeUndefined();
  });
});
