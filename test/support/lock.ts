import { existsSync, mkdirSync, rmdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RequestMatch } from '../ibm-cloud/index.ts';
import type { Stage } from './scenario.ts';

/** How often a holder shows that it is alive. */
const SIGN_OF_LIFE_MS = 1_000;

/** Takes the lock of the user's config and shows signs of life, as another job does; returns what gives it back. */
export function holdLock({ machine, changed }: Stage): () => void {
  const lock = `${machine.dockerConfigPath}.icr-login-lock`;
  const holder = `${lock}-holder`;
  changed.push('.docker/config.json.icr-login-lock');
  const made = mkdirSync(dirname(lock), { recursive: true });
  mkdirSync(lock);
  writeFileSync(holder, 'another job');
  const living = setInterval(() => {
    // Not after the end of a test that has failed.
    if (existsSync(lock)) {
      utimesSync(lock, new Date(), new Date());
    }
  }, SIGN_OF_LIFE_MS).unref();
  return () => {
    clearInterval(living);
    rmSync(holder, { force: true });
    for (const directory of [lock, made]) {
      if (directory !== undefined && existsSync(directory)) {
        rmdirSync(directory);
      }
    }
  };
}

/** The same from when IBM Cloud first receives such a request: until then, the lock is free. */
export function holdLockFrom(stage: Stage, match: RequestMatch): () => void {
  let free: (() => void) | undefined;
  const waiting = stage.cloud.on('received', match, () => {
    waiting.remove();
    free = holdLock(stage);
  });
  return () => {
    waiting.remove();
    free?.();
  };
}
