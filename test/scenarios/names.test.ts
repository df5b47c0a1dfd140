import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { describe, expect } from 'vitest';
import { findProgram } from '../runner/programs.ts';
import { toEntry } from '../support/docker-config.ts';
import { readOutput } from '../support/outputs.ts';
import { EVERYWHERE, LINUX, scenario } from '../support/scenario.ts';

describe('spaces and non-English letters', () => {
  const options = { ...EVERYWHERE, home: 'Jörg Müller 李' };
  scenario('in the home directory and RUNNER_TEMP do not matter', options, async (stage) => {
    const runnerTemp = join(stage.machine.root, 'der Läufer', '_temp & more');
    const job = stage.startJob({ runnerTemp });
    const shared = await stage.step(job, { client: 'file' }).main();
    expect(shared.annotations).toEqual([]);
    expect(shared.outputs['config-path']).toBe(stage.machine.dockerConfigPath);
    const entry = toEntry(stage.user.apiKey);
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': entry } });

    const inputs = { client: 'file', config: 'isolated', region: 'eu-de' };
    const isolated = await stage.step(job, inputs).main();
    const path = readOutput(isolated, 'config-path');
    expect(dirname(dirname(path))).toBe(runnerTemp);
    expect(stage.readConfig(path)).toEqual({
      auths: { 'us.icr.io': entry, 'de.icr.io': entry },
    });
    const posts = await job.finish();
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([]);
    expect(existsSync(dirname(path))).toBe(false);
    expect(existsSync(dirname(stage.machine.dockerConfigPath))).toBe(false);
  });
});

describe('a RUNNER_TEMP without a whole path', () => {
  scenario('is the one in the directory where the step started', LINUX, async (stage) => {
    const launcher = [findProgram('env') ?? 'env', 'RUNNER_TEMP=some/temp'];
    const job = stage.startJob({ launcher });
    const inputs = { client: 'file', config: 'isolated' };
    const main = await stage.step(job, inputs).main();
    const path = readOutput(main, 'config-path');
    expect(isAbsolute(path)).toBe(true);
    expect(stage.readConfig(path)).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
    expect(existsSync(dirname(path))).toBe(false);
  });
});
