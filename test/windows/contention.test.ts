import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { MINE, makeKeys, writeMine } from '../support/home.ts';
import { EVERYWHERE, scenario } from '../support/scenario.ts';

const JOBS = 4;
/** Thirty in total, in parts that fit into the time limit of a test. */
const ROUNDS = 10;

describe('four jobs that share a home directory', () => {
  for (const part of ['first', 'second', 'third']) {
    scenario(
      `log in and out at the same time in the ${part} ten rounds`,
      EVERYWHERE,
      async (stage) => {
        writeMine(stage);
        const keys = makeKeys(stage, JOBS);
        const said: string[] = [];
        for (let round = 1; round <= ROUNDS; round += 1) {
          const plays = keys.map((key) => stage.play({ client: 'file', 'api-key': key }));
          for (const { main, post } of await Promise.all(plays)) {
            const annotations = [main, post].flatMap((result) => result?.annotations ?? []);
            said.push(...annotations.map(({ message }) => `round ${round}: ${message}`));
          }
          const config = readFileSync(stage.machine.dockerConfigPath, 'utf8');
          expect(config === MINE ? [] : [`round ${round}: ${config}`, ...said]).toEqual([]);
        }
        expect(said).toEqual([]);
      },
    );
  }
});
