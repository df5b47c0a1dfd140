import { expect } from 'vitest';
import type { StepResult } from '../runner/index.ts';
import { readMessages } from '../support/step-error.ts';

/** Expects that the job passes, with one warning that contains ID, expiry and command. */
export function expectKeyWarning(
  post: StepResult,
  { id, text, end }: { readonly id: string; readonly text: RegExp; readonly end: unknown },
): void {
  expect(post.failed).toBe(false);
  const [warning = '', ...more] = readMessages(post, 'warning');
  expect(more).toEqual([]);
  expect(warning).toContain(`The API key ${id} of iam-ServiceId-`);
  expect(warning).toMatch(text);
  expect(warning).toContain(`It expires at ${end}`);
  expect(warning).toContain(`ibmcloud iam service-api-key-delete ${id} ServiceId-`);
}
