import { appendFileSync } from 'node:fs';
import { warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';

/** Adds lines to the job summary. A runner without summaries is fine. */
export function writeSummary(lines: readonly string[]): void {
  const path = process.env['GITHUB_STEP_SUMMARY'];
  if (!path) {
    return;
  }
  try {
    appendFileSync(path, `${lines.join('\n')}\n`);
  } catch (error) {
    // What it tells of was done all the same.
    warning(`The job summary was not written. ${describeError(error)}`);
  }
}
