import { summary, warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';

/** Adds lines to the job summary. A runner without summaries is fine. */
export async function writeSummary(lines: readonly string[]): Promise<void> {
  if (!process.env['GITHUB_STEP_SUMMARY']) {
    return;
  }
  try {
    await summary.addRaw(lines.join('\n'), true).write();
  } catch (error) {
    // What it tells of was done all the same.
    warning(`The job summary was not written. ${describeError(error)}`);
  }
}
