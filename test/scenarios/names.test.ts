import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry } from '../support/docker-config.ts';
import { readOutput } from '../support/outputs.ts';
import { EVERYWHERE, scenario } from '../support/scenario.ts';

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
