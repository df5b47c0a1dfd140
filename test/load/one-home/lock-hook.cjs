/*
 * Loaded into a process of the action before its own code: records when the process takes and releases the lock of the
 * config and, if requested, kills the process while it holds the lock.
 *
 * A main step takes the lock twice: first to check that it can write, then to write. Only the second time counts.
 */
const fs = require('node:fs');
const { basename, dirname } = require('node:path');

const { LOCK_NOTES = '', LOCK_NAME = '', LOCK_DEATH_CALL = '' } = process.env;
const { mkdir, rmdir } = fs;
// The entry is `dist/main/index.js` or similar.
const phase = basename(dirname(process.argv[1] ?? ''));
let trials = phase === 'main' ? 1 : 0;
let since;
let tries = 0;
let isOwn = false;
let isHeld = false;
let changes = 0;

/** Microseconds of a clock that all processes of a machine share. */
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
  since ??= now();
  tries += 1;
  const done = rest.pop();
  mkdir(path, ...rest, (error, made) => {
    isOwn ||= !error;
    if (!error && trials === 0) {
      isHeld = true;
      note({ event: 'taken', waited: now() - since, tries });
    }
    done(error, made);
  });
};

fs.rmdir = (path, ...rest) => {
  // A lock that this process does not hold is that of a dead process, which it breaks.
  if (isLock(path) && isOwn) {
    if (isHeld && LOCK_DEATH_CALL !== '') {
      // The process has finished its work before the planned change.
      die();
    }
    if (isHeld) {
      note({ event: 'given' });
    }
    isOwn = false;
    isHeld = false;
    trials = 0;
    since = undefined;
    tries = 0;
  }
  rmdir(path, ...rest);
};

/** The functions that replace files: each file is opened for writing and then renamed. */
for (const name of ['open', 'rename']) {
  const original = fs.promises[name];
  fs.promises[name] = async (...given) => {
    const isChange = name === 'rename' || (given[1] & fs.constants.O_WRONLY) !== 0;
    changes += isHeld && isChange ? 1 : 0;
    if (isHeld && isChange && changes === Number(LOCK_DEATH_CALL || Number.NaN)) {
      die();
    }
    return original(...given);
  };
}
