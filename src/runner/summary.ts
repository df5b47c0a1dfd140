import { appendFileSync } from 'node:fs';
import { warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';

/**
 * The most that is written: GitHub drops the whole summary of a step that is longer than a mebibyte.
 *
 * Source: GitHub Docs, "Workflow commands", "Adding a job summary".
 */
const LONGEST_BYTES = 1_000_000;

/** Adds lines to the job summary. A runner without summaries is fine. */
export function writeSummary(lines: readonly string[]): void {
  const path = process.env['GITHUB_STEP_SUMMARY'];
  if (!path) {
    return;
  }
  try {
    appendFileSync(path, `${shorten(lines).join('\n')}\n`);
  } catch (error) {
    // What it tells of was done all the same.
    warning(`The job summary was not written. ${describeError(error)}`);
  }
}

/** The first lines, as far as there is room for them. */
function shorten(lines: readonly string[]): readonly string[] {
  let bytes = 0;
  const end = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line) + 1;
    return bytes > LONGEST_BYTES;
  });
  return end === -1 ? lines : [...lines.slice(0, end), '', 'The log has the rest.', ''];
}
