import { describe, expect, it } from 'vitest';
import { disarm, escapeMarkdown } from '../../../src/text/disarm.ts';
import { HOSTILE_TEXT } from '../../ibm-cloud/index.ts';
import { COMMAND_RULES } from '../../runner/command-rules.ts';
import { parseCommand } from '../../runner/workflow-command.ts';

const COMMANDS = new Set(COMMAND_RULES.keys());

describe('disarm', () => {
  it('leaves an ordinary sentence alone', () => {
    const text =
      'Provided API key could not be found (BXNIM0415E): see https://cloud.ibm.com/docs#x.';

    expect(disarm(text)).toBe(text);
  });

  it.each([
    HOSTILE_TEXT,
    '::add-mask::a',
    '##[set-output name=a]b',
    ':::add-mask::a',
    '###[set-output name=a]b',
    '\u001b[2K::add-mask::a',
    ':\u200b:add-mask::a',
    '#\u0000#[set-output name=a]b',
    ' ::add-mask::a',
  ])('leaves no workflow command in %j', (text) => {
    expect(parseCommand(disarm(text), COMMANDS)).toBeUndefined();
    expect(disarm(text)).not.toMatch(/::|##/);
  });

  it('returns one line without control characters', () => {
    expect(disarm('a\r\n b\u2028c\u0007\td\u202e\u001b[31me\u001b[0m')).toBe('a b c d e');
    expect(disarm(' \n ')).toBe('');
  });

  it('truncates after 500 characters, but never inside a character', () => {
    expect(disarm('x'.repeat(500))).toBe('x'.repeat(500));
    expect(disarm('x'.repeat(501))).toBe(`${'x'.repeat(500)}…`);
    expect(disarm(`${'x'.repeat(499)}😀`).isWellFormed()).toBe(true);
  });
});

describe('escapeMarkdown', () => {
  it('leaves no markup of Markdown or HTML', () => {
    const escaped = escapeMarkdown('a|b `c` *d* _e_ [f](g) <h> & $i$ \\ ~j~ @k');

    expect(escaped).not.toMatch(/[|`*_[\]()<>$\\~@]|&(?!#\d+;)/);
    expect(escaped).toContain('a&#124;b &#96;c&#96;');
  });
});
