import { describe, expect, it } from 'vitest';
import { readSweepInputs } from '../../../src/inputs/sweep-inputs.ts';
import { refuseInputs } from '../../support/inputs.ts';

type With = Readonly<Record<string, string>>;

const SERVICE = 'ServiceId-01234567-89ab-cdef-0123-456789abcdef';
const WRONG: readonly (readonly [With, code: string, said: string])[] = [
  [{}, 'input-invalid', '`service-id` is empty, so there is nothing to sweep.'],
  [
    { 'service-id': ' , ' },
    'input-invalid',
    '`service-id` is empty, so there is nothing to sweep.',
  ],
  [{ region: 'us-south' }, 'conflicting-inputs', '`region` does not work with `kind: api-key`'],
  [{ kind: 'registry-token' }, 'input-invalid', '`region` is empty, so there is nothing to sweep.'],
  [
    { kind: 'registry-token', 'service-id': SERVICE },
    'conflicting-inputs',
    '`service-id` does not work with `kind: registry-token`',
  ],
  [{ kind: 'access-token' }, 'input-invalid', 'Allowed values: api-key, registry-token.'],
  [
    { 'service-id': 'x' },
    'input-invalid',
    "An entry of the input `service-id` isn't the ID of a service ID.",
  ],
  [{ 'service-id': SERVICE, 'older-than': 'never' }, 'input-invalid', '`older-than` cannot be'],
  [{ 'service-id': SERVICE, 'dry-run': 'yes' }, 'input-invalid', '`dry-run` cannot be "yes"'],
  [
    { 'service-id': SERVICE, 'api-key': '' },
    'missing-credentials',
    'No credential was given: `api-key`, `access-token` are all empty.',
  ],
  [{ 'service-id': SERVICE, 'access-token': 'a.b.c' }, 'several-credentials', 'together'],
];

describe('the inputs of a sweep', () => {
  it('are checked without mention of inputs that only a login has', () => {
    const error = refuseInputs(
      { 'service-id': SERVICE, region: '', 'api-key': '' },
      readSweepInputs,
    );
    expect(error.message).not.toContain('on-missing-credentials');
    expect(error.message).toContain('Run the sweep on `schedule:` or `workflow_dispatch:`');
  });

  for (const [inputs, code, said] of WRONG) {
    it(`are refused: ${JSON.stringify(inputs)}`, () => {
      const error = refuseInputs({ region: '', ...inputs }, readSweepInputs);
      expect(error.code).toBe(code);
      expect(error.message).toContain(said);
    });
  }
});
