import { expect } from 'vitest';
import type { StepResult } from '../runner/index.ts';

/** The commands that the action itself prints. */
const OWN_COMMANDS = /^::(?:add-mask|debug|error|notice|warning)/;

/** Expects that the runner obeyed no text from outside, and that no such text was printed raw. */
export function expectNothingObeyed({ stdout, stderr, state, masks }: StepResult): void {
  const raw = stdout + stderr;
  expect(raw).not.toContain('##[');
  expect(raw).not.toContain('\u001b');
  expect(raw).not.toContain('\u0007');
  const commands = raw.split('\n').filter((line) => line.trimStart().startsWith('::'));
  expect(commands.filter((line) => !OWN_COMMANDS.test(line))).toEqual([]);
  expect(masks.filter((mask) => mask === 'hostile')).toEqual([]);
  expect(Object.keys(state).filter((name) => name !== 'icr-login')).toEqual([]);
}

/** Expects the same for hostile replies of the double. Their text must appear, but only in the log. */
export function expectDisarmed(result: StepResult): void {
  const { stdout, stderr, outputs, summary, env } = result;
  expectNothingObeyed(result);
  expect(stdout + stderr).toContain('refused # #');
  expect(outputs['name']).toBeUndefined();
  expect(JSON.stringify({ outputs, env })).not.toContain('hostile');
  expect(summary).not.toContain('hostile');
}
