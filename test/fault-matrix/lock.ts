import { existsSync, mkdirSync, rmdirSync, utimesSync } from 'node:fs';
import type { Stage } from '../support/scenario.ts';

/** Takes the lock of the user's config, as another job does; the directory of the config must be there. */
export function holdLock({ machine, changed }: Stage): () => void {
  const lock = `${machine.dockerConfigPath}.icr-login-lock`;
  changed.push('.docker/config.json.icr-login-lock');
  mkdirSync(lock);
  return () => {
    if (existsSync(lock)) {
      rmdirSync(lock);
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
