import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { playFault } from '../support/fs-fault.ts';
import { scenario } from '../support/scenario.ts';

describe('probe', () => {
  scenario('x', {}, async (stage) => {
    const folder = join(stage.machine.home, 'docker');
    stage.changed.push('docker');
    for (let call = 1; call < 30; call += 1) {
      const job = stage.startJob({
        env: { DOCKER_CONFIG: folder, ...playFault({ below: folder, call, outcome: 'kill' }) },
      });
      const main = await stage.step(job, { client: 'file' }).main();
      console.log(call, main.signal, main.lines, existsSync(folder) ? readdirSync(folder) : []);
      await job.abandon();
      rmSync(folder, { recursive: true, force: true });
      if (main.signal === null) break;
    }
  });
});
