import { describe, expect, it } from 'vitest';
import { readSweepInputs } from '../../../src/inputs/sweep-inputs.ts';
import { refuseInputs } from '../../support/inputs.ts';

type With = Readonly<Record<string, string>>;

const SERVICE = 'ServiceId-01234567-89ab-cdef-0123-456789abcdef';
const WRONG: readonly (readonly [With, code: string, said: string])[] = [
  [{}, 'conflicting-inputs', '`service-id` and `kind: api-key`'],
  [{ region: 'us-south' }, 'conflicting-inputs', '`region` and `kind: api-key`'],
  [{ kind: 'registry-token' }, 'conflicting-inputs', '`region` and `kind: registry-token`'],
  [
    { kind: 'registry-token', 'service-id': SERVICE },
    'conflicting-inputs',
    '`service-id` and `kind: registry-token`',
  ],
  [{ kind: 'access-token' }, 'input-invalid', 'Allowed are api-key, registry-token;'],
  [{ 'service-id': 'x' }, 'input-invalid', 'no ID of a service ID'],
  [{ 'service-id': SERVICE, 'older-than': 'never' }, 'input-invalid', '`older-than` cannot be'],
  [{ 'service-id': SERVICE, 'dry-run': 'yes' }, 'input-invalid', '`dry-run` cannot be "yes"'],
  [{ 'service-id': SERVICE, 'api-key': '' }, 'missing-credentials', 'are all empty'],
  [{ 'service-id': SERVICE, 'access-token': 'a.b.c' }, 'several-credentials', 'together'],
];

describe('the inputs of a sweep', () => {
  for (const [inputs, code, said] of WRONG) {
    it(`are refused: ${JSON.stringify(inputs)}`, () => {
      const error = refuseInputs({ region: '', ...inputs }, readSweepInputs);
      expect(error.code).toBe(code);
      expect(error.message).toContain(said);
    });
  }
});
