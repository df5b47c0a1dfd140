import { expect } from 'vitest';
import type { StepResult } from '../runner/index.ts';

/** Commands that the action itself gives to the runner. */
const OWN_COMMANDS = /^::(?:add-mask|debug|error|notice|warning)/;

/** No text of somebody else is obeyed by the runner, or reaches a terminal as it came. */
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

/** The same for the hostile text of IBM Cloud's double, which is shown, and in the log alone. */
export function expectDisarmed(result: StepResult): void {
  const { stdout, stderr, outputs, summary, env } = result;
  expectNothingObeyed(result);
  expect(stdout + stderr).toContain('refused # #');
  expect(outputs['name']).toBeUndefined();
  expect(JSON.stringify({ outputs, env })).not.toContain('hostile');
  expect(summary).not.toContain('hostile');
}
