import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { MINE, readKey, writeMine } from '../support/home.ts';
import type { Stage } from '../support/scenario.ts';
import { CHECK, reach } from '../support/traffic.ts';
import { holdFile, windowsScenario } from './programs.ts';

const SECOND_MS = 1_000;

/** Runs a phase while the config is open, for one second after it is about to be changed. */
async function whileOpen<T>(stage: Stage, run: () => Promise<T>, change: () => Promise<unknown>) {
  const file = holdFile(stage, stage.machine.dockerConfigPath);
  await file.held;
  const running = run();
  await change();
  await sleep(SECOND_MS);
  await file.release();
  return running;
}

describe('a config that another program has open', () => {
  windowsScenario('is changed after it is closed', ['hold'], async (stage) => {
    writeMine(stage);
    const job = stage.startJob();
    const step = stage.step(job, { client: 'file' });
    const checked = (): Promise<unknown> => reach(stage.cloud, 'replied', CHECK);
    const main = await whileOpen(stage, () => step.main(), checked);
    expect(main.annotations).toEqual([]);
    expect(readKey(stage)).toBe(stage.user.apiKey);

    const post = await whileOpen(
      stage,
      () => step.post(),
      async () => undefined,
    );
    expect(post.annotations).toEqual([]);
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });
});
