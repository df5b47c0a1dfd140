import { describe, expect, it } from 'vitest';
import { CommandProcessor } from '../../runner/command-processor.ts';
import { SecretMasker } from '../../runner/masker.ts';
import type { StepEffects } from '../../runner/step-effects.ts';
import { createEffects } from '../../runner/step-effects.ts';

function processLines(
  lines: readonly string[],
  options: { readonly env?: Record<string, string>; readonly showsDebug?: boolean } = {},
): StepEffects {
  const job = { masker: new SecretMasker(), environment: new Map(), path: [] };
  const { env = {}, showsDebug = false } = options;
  const effects = createEffects(job, { env, state: new Map(), showsDebug });
  const processor = new CommandProcessor(effects);
  for (const line of lines) {
    processor.processLine(line);
  }
  return effects;
}

const INSECURE = { ACTIONS_ALLOW_UNSECURE_COMMANDS: ' True ' };

describe('CommandProcessor', () => {
  it('shows errors, warnings and notices in the log and as annotations', () => {
    const { log } = processLines(['::error title=T::a%0Ab', '::warning::w', 'x ##[notice]n']);
    expect(log.lines).toEqual(['##[error]a\nb', '##[warning]w', '##[notice]n']);
    expect(log.annotations).toEqual([
      { level: 'error', message: 'a\nb', title: 'T' },
      { level: 'warning', message: 'w' },
      { level: 'notice', message: 'n' },
    ]);
  });

  it('keeps ten annotations of each level, and the first 4096 characters of each', () => {
    const { log } = processLines(
      Array.from({ length: 12 }, () => `::warning::${'w'.repeat(5000)}`),
    );
    expect(log.annotations).toHaveLength(10);
    expect(log.annotations[0]?.message).toHaveLength(4096);
    expect(log.lines).toHaveLength(12);
  });

  it('masks lines after add-mask, but not those before it', () => {
    const { log, masks } = processLines(['hush', '::add-mask::hush', 'hush', '::error::hush!']);
    expect(log.lines).toEqual(['hush', '***', '##[error]***!']);
    expect(log.annotations[0]?.message).toBe('***!');
    expect(masks).toEqual(['hush']);
  });

  it('warns about an empty mask', () => {
    const { log, masks } = processLines(['::add-mask:: ']);
    expect(log.annotations[0]?.message).toMatch(/^Can't add secret mask for empty string/);
    expect(masks).toEqual([]);
  });

  it('shows debug messages only with step debug logging, but always records them', () => {
    expect(processLines(['::debug::a%0Ab']).log).toMatchObject({
      lines: [],
      debugLines: ['a', 'b'],
    });
    expect(processLines(['::debug::a%0Ab'], { showsDebug: true }).log.lines).toEqual([
      '##[debug]a',
      '##[debug]b',
    ]);
  });

  it('prints groups and unknown commands', () => {
    const lines = ['::group::G', '::endgroup::x', '::unknown::x', '##[command]docker login'];
    expect(processLines(lines).log.lines).toEqual([
      '##[group]G',
      '##[endgroup]',
      '::unknown::x',
      '##[command]docker login',
    ]);
  });

  it('ignores commands after stop-commands until its token appears', () => {
    const { log } = processLines([
      '::stop-commands::long-token',
      '::error::not obeyed',
      '::other-token::',
      '::Long-Token::',
      '::error::obeyed',
    ]);
    expect(log.lines).toEqual([
      '::stop-commands::***',
      '::error::not obeyed',
      '::other-token::',
      '::Long-Token::',
      '##[error]obeyed',
    ]);
    expect(log.annotations).toHaveLength(1);
  });

  it.each(['', 'error', 'Pause-Logging'])('refuses the stop token "%s"', (token) => {
    const effects = processLines([`::stop-commands::${token}`, '::warning::obeyed']);
    expect(effects.hasCommandFailed).toBe(true);
    expect(effects.log.lines.at(-1)).toBe('##[warning]obeyed');
  });

  it('accepts such a token if the environment allows it', () => {
    const env = { ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS: 'true' };
    const effects = processLines(['::stop-commands::error', '::warning::no', '::error::'], { env });
    expect(effects.hasCommandFailed).toBe(false);
    expect(effects.log.annotations).toEqual([]);
  });

  it('echoes commands on request, but never a mask', () => {
    const { log } = processLines([
      '::echo::on',
      '::group::G',
      '::add-mask::hush',
      '::error::e',
      '::echo::off',
      '::group::H',
    ]);
    expect(log.lines).toEqual([
      '::group::G',
      '##[group]G',
      '::add-mask::***',
      '##[error]e',
      '::echo::off',
      '##[group]H',
    ]);
    expect(processLines(['::echo::maybe']).hasCommandFailed).toBe(true);
  });

  it('still supports set-output and save-state, with a warning', () => {
    const effects = processLines([
      '::set-output name=o::1',
      '::save-state name=S::2',
      '::save-state name=s::3',
    ]);
    expect([...effects.outputs]).toEqual([['o', '1']]);
    expect([...effects.state]).toEqual([['S', '3']]);
    expect(effects.log.annotations).toHaveLength(3);
    expect(effects.log.annotations[0]?.message).toMatch(/`set-output` command is deprecated/);
    expect(processLines(['::set-output::1']).hasCommandFailed).toBe(true);
  });

  it.each(['::set-env name=A::1', '::add-path::/x'])('refuses %s', (line) => {
    const effects = processLines([line]);
    expect(effects.hasCommandFailed).toBe(true);
    expect(effects.job).toMatchObject({ environment: new Map(), path: [] });
    expect(effects.log.lines).toEqual([
      `##[error]Unable to process command '${line}' successfully.`,
      expect.stringMatching(/command is disabled/),
    ]);
  });

  it('runs them if the environment allows insecure commands, except for NODE_OPTIONS', () => {
    const lines = ['::set-env name=A::1', '::add-path::/x', '::set-env name=node_options::x'];
    const effects = processLines(lines, { env: INSECURE });
    expect([...effects.job.environment]).toEqual([['A', '1']]);
    expect(effects.job.path).toEqual(['/x']);
    expect(effects.log.annotations[0]?.message).toMatch(/^Can't update NODE_OPTIONS/);
    expect(processLines(['::add-path::'], { env: INSECURE }).hasCommandFailed).toBe(true);
  });
});
