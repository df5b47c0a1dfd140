import { describe, expect } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

/** One for each kind of mistake. test/unit/inputs covers them all. */
const MISTAKES = [
  [
    { client: '::stop-commands::x' },
    'input-invalid',
    'The input `client` cannot be ": :stop-commands: :x".\nAllowed values: auto, docker, podman, file, none.',
  ],
  [
    { mint: 'registry-token', logout: 'false' },
    'conflicting-inputs',
    '`logout: false` does not work with `mint: registry-token`: ',
  ],
  [
    { 'refresh-token': 'y'.repeat(30) },
    'several-credentials',
    'The inputs `api-key` and `refresh-token` were given together.',
  ],
] as const;

describe('an input with an invalid value', () => {
  scenario('causes an error before any request, and sets no output', {}, async (stage) => {
    const results = await stage.refuse(MISTAKES.map(([inputs]) => inputs));
    for (const [index, [, code, said]] of MISTAKES.entries()) {
      const main = results[index];
      expect(main?.outputs).toEqual({});
      const error = main && readError(main);
      expect(error?.code).toBe(code);
      expect(error?.message).toContain(said);
    }
  });

  scenario(
    'leaves no secret in the log, and nothing for the post step to do',
    {},
    async (stage) => {
      // This is not a secret of the repository, so the runner would not mask it.
      const secret = 'pasted-into-the-wrong-input-0123456789-abcde';
      const { main, post } = await stage.play({ region: secret });

      expect(main.lines.join('\n')).not.toContain(secret.slice(0, 20));
      expect(post?.conclusion).toBe('success');
      expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
    },
  );
});
