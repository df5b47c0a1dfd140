import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RequestMatch } from '../ibm-cloud/index.ts';
import type { Stage } from './scenario.ts';

/**
 * Updates a lock every second until it is gone. It does so in a thread of its own: another job does not stop when a
 * scenario in this process works for seconds.
 */
const HEARTBEAT = `
const { existsSync, utimesSync } = require('node:fs');
const { workerData: lock } = require('node:worker_threads');
const beating = setInterval(() => {
  if (existsSync(lock)) {
    utimesSync(lock, new Date(), new Date());
  } else {
    clearInterval(beating);
  }
}, 1000);
`;

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
  const holding = new Worker(HEARTBEAT, { eval: true, workerData: lock });
  // The lock can go in the middle of a heartbeat.
  holding.on('error', () => undefined);
  holding.unref();
  return () => {
    holding.terminate();
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
