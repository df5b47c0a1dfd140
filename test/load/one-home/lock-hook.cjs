/*
 * Loaded into a process of the action before its own code: notes when it gets the lock of the config and when
 * it gives it back, and ends the process while it holds that lock, where it is told to.
 */
const fs = require('node:fs');
const { basename, dirname } = require('node:path');

const { LOCK_NOTES = '', LOCK_NAME = '', LOCK_DEATH_CALL = '' } = process.env;
const { mkdirSync, rmdirSync } = fs;
// It is started as `dist/main/index.js`.
const phase = basename(dirname(process.argv[1] ?? ''));
let since;
let tries = 0;
let isHeld = false;
let changes = 0;

/** Microseconds of a clock that all processes of a machine have in common. */
const now = () => Number(process.hrtime.bigint() / 1000n);
const isLock = (path) => typeof path === 'string' && path.endsWith('.icr-login-lock');
const note = (facts) => {
  const line = JSON.stringify({ name: LOCK_NAME, phase, at: now(), ...facts });
  fs.appendFileSync(LOCK_NOTES, `${line}\n`);
};
const die = () => process.kill(process.pid, 'SIGKILL');

fs.mkdirSync = (path, ...rest) => {
  if (!isLock(path)) {
    return mkdirSync(path, ...rest);
  }
  since ??= now();
  tries += 1;
  const made = mkdirSync(path, ...rest);
  isHeld = true;
  note({ event: 'taken', waited: now() - since, tries });
  return made;
};

fs.rmdirSync = (path, ...rest) => {
  if (isLock(path) && isHeld) {
    if (LOCK_DEATH_CALL !== '') {
      // Its work was done before its death came.
      die();
    }
    isHeld = false;
    note({ event: 'given' });
  }
  return rmdirSync(path, ...rest);
};

/** What puts the files in place: each is written, and then renamed. */
for (const name of ['fsyncSync', 'renameSync']) {
  const original = fs[name];
  fs[name] = (...given) => {
    changes += isHeld ? 1 : 0;
    if (isHeld && changes === Number(LOCK_DEATH_CALL || Number.NaN)) {
      die();
    }
    return original(...given);
  };
}
