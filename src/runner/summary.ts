import { appendFileSync } from 'node:fs';
import { warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';

/**
 * The longest summary that is written: GitHub drops the whole summary of a step if it is longer than 1 MiB.
 *
 * Source: GitHub Docs, "Workflow commands", "Adding a job summary".
 */
const LONGEST_BYTES = 1_000_000;

/** Appends lines to the job summary, if the runner has one. A failure is a warning. */
export function writeSummary(lines: readonly string[]): void {
  const path = process.env['GITHUB_STEP_SUMMARY'];
  if (!path) {
    return;
  }
  try {
    appendFileSync(path, `${shorten(lines).join('\n')}\n`);
  } catch (error) {
    // What the summary describes is done, so the step must not fail.
    warning(`The job summary was not written. ${describeError(error)}`);
  }
}

/** The first lines that fit into the summary. */
function shorten(lines: readonly string[]): readonly string[] {
  let bytes = 0;
  const end = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line) + 1;
    return bytes > LONGEST_BYTES;
  });
  return end === -1 ? lines : [...lines.slice(0, end), '', 'The log has the rest.', ''];
}
