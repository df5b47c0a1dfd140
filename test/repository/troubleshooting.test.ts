import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';

/** Long enough to be found in one place only. */
const SHORTEST = 6;

/** The messages of the action, without code marks, and with an ellipsis in place of each inserted value. */
const SOURCE = globSync('src/**/*.ts', { cwd: ROOT })
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n')
  .replaceAll('\\`', '')
  .replaceAll(/\$\{[^}]*\}/g, '…');

/** What the page quotes of warnings and notices, without the parts that are left out. */
function listQuotes(): readonly string[] {
  const page = readFileSync(join(ROOT, 'docs', 'troubleshooting.md'), 'utf8');
  const entries = page
    .slice(page.indexOf('\n## Warnings and notices'), page.indexOf('\n## The login works'))
    .matchAll(/^\* \*\*(?<title>.*?):\*\*/gm);
  return [...entries].flatMap(({ groups }) =>
    [...(groups?.['title'] ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, quote = '']) =>
      quote.split('…').filter((part) => part.trim().length >= SHORTEST),
    ),
  );
}

test('the warnings that the page quotes are those that the action prints', () => {
  const quotes = listQuotes();

  expect(quotes.length).toBeGreaterThan(20);
  expect(quotes.filter((quote) => !SOURCE.includes(quote.trim()))).toEqual([]);
});
