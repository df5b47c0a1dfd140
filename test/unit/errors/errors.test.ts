import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActionError, hasCode } from '../../../src/errors/action-error.ts';
import { ERROR_CODES } from '../../../src/errors/codes.ts';
import { describeError, summarizeError } from '../../../src/errors/describe.ts';
import { listFailures, throwFailures } from '../../../src/errors/failures.ts';
import { LINKS } from '../../../src/errors/links.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');

/** All of `src/` except the lists of codes and links themselves. */
function readSources(): string {
  const folder = join(ROOT, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((name) => /\.ts$/.test(name) && !/(?:codes|links)\.ts$/.test(name));
  return sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
}

const EXPLANATION = {
  problem: 'It did not work.',
  fix: 'Do something else.',
  link: 'https://example.com/help',
};

/** The runner's variables for an action on a GitHub Enterprise Server. */
const RELEASE = {
  GITHUB_SERVER_URL: 'https://ghe.example:8443',
  GITHUB_ACTION_REPOSITORY: 'octo-org/icr-login',
  GITHUB_ACTION_REF: 'v1.0.0',
};

describe('an error of this action', () => {
  beforeEach(() => {
    for (const [name, value] of Object.entries(RELEASE)) {
      vi.stubEnv(name, value);
    }
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('has cause, fix, links and code in its message', () => {
    vi.stubEnv('GITHUB_ACTION_REPOSITORY', '');
    const error = new ActionError('check-failed', { ...EXPLANATION, transactionId: 'a1' });

    expect(error.message.split('\n')).toEqual([
      'It did not work.',
      'Do something else.',
      'More: docs/troubleshooting.md#check-failed in the repository of icr-login (icr-login: check-failed)',
      'See also: https://example.com/help',
      'IBM transaction ID: a1',
    ]);
    expect(describeError(error)).toBe(error.message);
    expect(summarizeError(error)).toBe('It did not work.');
  });

  it("links to its own entry on the troubleshooting page of the action's release", () => {
    const { problem, fix } = EXPLANATION;

    expect(new ActionError('check-failed', { problem, fix }).message.split('\n')).toEqual([
      'It did not work.',
      'Do something else.',
      'More: https://ghe.example:8443/octo-org/icr-login/blob/v1.0.0/docs/troubleshooting.md#check-failed (icr-login: check-failed)',
    ]);
  });

  it.each([
    ['GITHUB_ACTION_REF', ''],
    ['GITHUB_ACTION_REF', 'v1 ::error::'],
    ['GITHUB_ACTION_REPOSITORY', 'octo-org'],
    ['GITHUB_ACTION_REPOSITORY', 'octo-org/icr-login/evil'],
    ['GITHUB_SERVER_URL', ''],
    ['GITHUB_SERVER_URL', 'http://ghe.example'],
  ])('names the page without a URL if %s is "%s"', (name, value) => {
    vi.stubEnv(name, value);

    expect(new ActionError('check-failed', EXPLANATION).message).toContain(
      'More: docs/troubleshooting.md#check-failed in the repository of icr-login (icr-login: check-failed)',
    );
  });

  it('can be recognized by its name', () => {
    const error = new ActionError('check-failed', EXPLANATION);

    expect(hasCode(error, 'timed-out', 'check-failed')).toBe(true);
    expect(hasCode(error, 'timed-out')).toBe(false);
    expect(hasCode(new Error('check-failed'), 'check-failed')).toBe(false);
  });
});

describe('any other error', () => {
  it('is treated as foreign text, and explained as a fault', () => {
    expect(describeError(new TypeError('a\n::warning::b')).split('\n')).toEqual([
      'Something unexpected happened: a : :warning: :b',
      'Run the job again. If that does not help, open an issue in the repository of icr-login, with the log of a run with step debug logging.',
      expect.stringMatching(/^More: .*#unexpected-error .*\(icr-login: unexpected-error\)$/),
      `See also: ${LINKS.debugLogging}`,
    ]);
    expect(describeError('##[error]c')).toContain(': # #[error]c\n');
    expect(summarizeError(new Error(' d '))).toBe('d');
  });
});

describe('several failures', () => {
  const thrown = (failures: readonly unknown[]): unknown => {
    try {
      throwFailures(failures);
    } catch (error) {
      return error;
    }
    return 'nothing';
  };
  const [first, second, third] = [new Error('a'), new Error('b'), new Error('c')];

  it('are no error if there is none, and the only one is thrown as it is', () => {
    expect(thrown([])).toBe('nothing');
    expect(thrown([first])).toBe(first);
    expect(listFailures(first)).toEqual([first]);
  });

  it('are thrown together, and listed one by one', () => {
    const nested = thrown([second, third]);
    expect(listFailures(thrown([first, nested]))).toEqual([first, second, third]);
    expect(String(thrown([first, second]))).toMatch(/: a\n(?:.*\n)*.*: b\n/);
  });

  it('with the same description are listed once', () => {
    expect(listFailures(thrown([first, new Error('a'), second]))).toHaveLength(2);
  });
});

describe('the lists of errors and links', () => {
  const sources = readSources();

  const page = readFileSync(join(ROOT, 'docs', 'troubleshooting.md'), 'utf8');

  it.each([...ERROR_CODES])('%s is raised, and has a heading in the documentation', (code) => {
    expect(sources).toContain(`'${code}'`);
    expect(page.match(new RegExp(`^### \`${code}\`$`, 'gm'))).toHaveLength(1);
  });

  it('have an error for each heading in the documentation', () => {
    const headings = [...page.matchAll(/^### `([a-z-]+)`$/gm)].map(([, code]) => code);

    expect(headings.toSorted()).toEqual([...ERROR_CODES].toSorted());
  });

  it.each(Object.entries(LINKS))('the link %s is used, and is an HTTPS URL', (name, link) => {
    const used = name === 'docker' || name === 'podman' ? 'LINKS[name]' : `LINKS.${name}`;
    expect(sources).toContain(used);
    expect(new URL(link).protocol).toBe('https:');
  });
});
