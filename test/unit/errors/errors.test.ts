import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ActionError, hasCode } from '../../../src/errors/action-error.ts';
import { ERROR_CODES } from '../../../src/errors/codes.ts';
import { describeError, summarizeError } from '../../../src/errors/describe.ts';
import { LINKS } from '../../../src/errors/links.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');

/** Everything in `src/` but the list of codes and links itself. */
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

describe('an error of this action', () => {
  it('has cause, fix, link and name in its message', () => {
    const error = new ActionError('check-failed', { ...EXPLANATION, transactionId: 'a1' });

    expect(error.message.split('\n')).toEqual([
      'It did not work.',
      'Do something else.',
      'More: https://example.com/help (icr-login: check-failed)',
      'IBM transaction ID: a1',
    ]);
    expect(describeError(error)).toBe(error.message);
    expect(summarizeError(error)).toBe('It did not work.');
  });

  it('can be told by its name', () => {
    const error = new ActionError('check-failed', EXPLANATION);

    expect(hasCode(error, 'timed-out', 'check-failed')).toBe(true);
    expect(hasCode(error, 'timed-out')).toBe(false);
    expect(hasCode(new Error('check-failed'), 'check-failed')).toBe(false);
  });
});

describe('any other error', () => {
  it('is foreign text', () => {
    expect(describeError(new TypeError('a\n::warning::b'))).toBe('a : :warning: :b');
    expect(describeError('##[error]c')).toBe('# #[error]c');
    expect(summarizeError(new Error(' d '))).toBe('d');
  });
});

describe('the lists of errors and links', () => {
  const sources = readSources();

  const page = readFileSync(join(ROOT, 'docs', 'troubleshooting.md'), 'utf8');

  it.each([...ERROR_CODES])('%s is raised, and has a heading in the documentation', (code) => {
    expect(sources).toContain(`'${code}'`);
    expect(page.match(new RegExp(`^### \`${code}\`$`, 'gm'))).toHaveLength(1);
  });

  it('has no heading in the documentation that no error has', () => {
    const headings = [...page.matchAll(/^### `([a-z-]+)`$/gm)].map(([, code]) => code);

    expect(headings.toSorted()).toEqual([...ERROR_CODES].toSorted());
  });

  it.each(Object.entries(LINKS))('the link %s is used, and by TLS', (name, link) => {
    const used = name === 'docker' || name === 'podman' ? 'LINKS[name]' : `LINKS.${name}`;
    expect(sources).toContain(used);
    expect(new URL(link).protocol).toBe('https:');
  });
});
