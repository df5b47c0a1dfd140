import { existsSync, mkdirSync, rmdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RequestMatch } from '../ibm-cloud/index.ts';
import type { Stage } from './scenario.ts';

/** How often the holder updates the lock. */
const SIGN_OF_LIFE_MS = 1_000;

/**
 * Takes the lock of the user's config and keeps updating it, as another job does. Returns a function that
 * releases it.
 */
export function holdLock({ machine, changed }: Stage): () => void {
  changed.push('.docker/config.json.icr-login-lock');
  return holdLockOf(machine.dockerConfigPath);
}

/** The same with the lock of any config. */
export function holdLockOf(config: string): () => void {
  const lock = `${config}.icr-login-lock`;
  const holder = `${lock}-holder`;
  const made = mkdirSync(dirname(lock), { recursive: true });
  mkdirSync(lock);
  writeFileSync(holder, 'another job');
  const living = setInterval(() => {
    // A failed test may have removed the lock.
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

/** Takes the lock as soon as IBM Cloud receives such a request. Until then, the lock is free. */
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
