import { stripVTControlCharacters } from 'node:util';

/** The most characters of untrusted text that are shown. */
const SHOWN_CHARACTERS = 500;
/** The most characters that are processed. Longer text is cut first. */
const READ_CHARACTERS = 20_000;

/**
 * Makes text from a server, a child process or a file safe to print.
 *
 * The runner executes `##[command]` anywhere in a line and `::command::` at its start, on stdout and on stderr, so both
 * markers are broken. Control, formatting (bidirectional, zero-width) and line-separating characters become a space,
 * and terminal sequences are removed. The result is one line, cut after 500 characters.
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

/** Disarms and escapes one line for the job summary, where GitHub renders Markdown and HTML. */
export function escapeMarkdown(text: string): string {
  return disarm(text).replace(
    /[\\`*_{}[\]()<>#+!|~&@$-]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
