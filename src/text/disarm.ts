import { stripVTControlCharacters } from 'node:util';

/** Characters of foreign text that are shown at most. */
const SHOWN_CHARACTERS = 500;
/** Characters that are looked at: what is longer is cut first. */
const READ_CHARACTERS = 20_000;

/**
 * Makes text from a server, a child process or a file safe to print.
 *
 * The runner obeys `##[command]` anywhere in a line and `::command::` at its start, on stdout and on
 * stderr, so both markers are broken. Control, formatting (bidirectional, zero-width) and
 * line-separating characters become a space, terminal sequences vanish, and what is longer than 500
 * characters is cut. The result is one line.
 */
export function disarm(text: string): string {
  const line = stripVTControlCharacters(text.slice(0, READ_CHARACTERS))
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/#(?=#)/g, '# ')
    .replace(/:(?=:)/g, ': ')
    .trim();
  return line.length > SHOWN_CHARACTERS
    ? `${line.slice(0, SHOWN_CHARACTERS).toWellFormed()}…`
    : line;
}

/** Escapes one line for a table cell of the job summary, where GitHub renders Markdown and HTML. */
export function escapeMarkdown(text: string): string {
  return disarm(text).replace(
    /[\\`*_{}[\]()<>#+!|~&@$-]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
