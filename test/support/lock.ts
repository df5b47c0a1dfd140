import { existsSync, mkdirSync, rmdirSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Stage } from './scenario.ts';

/** Takes the lock of the user's config, as another job does, and returns what gives it back. */
export function holdLock({ machine, changed }: Stage): () => void {
  const lock = `${machine.dockerConfigPath}.icr-login-lock`;
  changed.push('.docker/config.json.icr-login-lock');
  const made = mkdirSync(dirname(lock), { recursive: true });
  mkdirSync(lock);
  return () => {
    for (const directory of [lock, made]) {
      if (directory !== undefined && existsSync(directory)) {
        rmdirSync(directory);
      }
    }
  };
}

/** Takes it, and shows signs of life until it is given back. */
export function holdLockForEver(stage: Stage): () => void {
  const free = holdLock(stage);
  const inAnHour = new Date(Date.now() + 3_600_000);
  utimesSync(`${stage.machine.dockerConfigPath}.icr-login-lock`, inAnHour, inAnHour);
  return free;
}
