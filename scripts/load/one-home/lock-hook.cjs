/*
 * Loaded into a process of the action before its own code: notes when it gets the lock of the config and when
 * it gives it back, and ends the process while it holds that lock, where it is told to.
 */
const fs = require('node:fs');
const { basename } = require('node:path');

const { LOCK_NOTES = '', LOCK_NAME = '', LOCK_DEATH_MS = '' } = process.env;
const { mkdir, rmdir } = fs;
const phase = basename(process.argv[1] ?? '', '.js');
let since;
let tries = 0;
let isHeld = false;

/** Microseconds of a clock that all processes of a machine have in common. */
const now = () => Number(process.hrtime.bigint() / 1000n);
const isLock = (path) => typeof path === 'string' && path.endsWith('.icr-login-lock');
const note = (facts) => {
  const line = JSON.stringify({ name: LOCK_NAME, phase, at: now(), ...facts });
  fs.appendFileSync(LOCK_NOTES, `${line}\n`);
};
const die = () => process.kill(process.pid, 'SIGKILL');

fs.mkdir = (path, ...rest) => {
  if (!isLock(path)) {
    mkdir(path, ...rest);
    return;
  }
  const callback = rest.pop();
  since ??= now();
  tries += 1;
  mkdir(path, ...rest, (error) => {
    if (!error) {
      isHeld = true;
      note({ event: 'taken', waited: now() - since, tries });
      if (LOCK_DEATH_MS !== '') {
        setTimeout(die, Number(LOCK_DEATH_MS));
      }
    }
    callback(error);
  });
};

fs.rmdir = (path, ...rest) => {
  if (isLock(path) && isHeld) {
    if (LOCK_DEATH_MS !== '') {
      // Its work was faster than its death.
      die();
    }
    isHeld = false;
    note({ event: 'given' });
  }
  rmdir(path, ...rest);
};
