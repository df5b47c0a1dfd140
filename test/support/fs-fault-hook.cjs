/*
 * Loaded before the code of an action: makes one file-system call fail or wait, or kills the process at it. It wraps
 * the calls of node:fs that the action and its libraries use, in their synchronous, callback and promise forms.
 * This is not TypeScript, because removing the types would take longer than the process needs to start.
 */
const fs = require('node:fs');

/** The unwrapped functions: calls made by this file itself do not count. */
const { existsSync, readFileSync, writeFileSync } = fs;
const { below, call, only, outcome, reached, until } = JSON.parse(process.env['FS_FAULT'] ?? '{}');
/** Changes inside this directory do not count: the whole directory is deleted. */
const CHECK_DIRECTORY = /\/icr-login-check-/;
const PREPARED_CONFIG = /\/config\.json\.icr-login-[0-9a-f]{12}$/;
/** Counted only if `only` names them: they change nothing, or nothing permanent. */
const UNCOUNTED = ['stat', 'mkdtemp'];
let calls = 0;

/** Changes a config as `docker login ghcr.io` does. */
function logInElsewhere(path) {
  const config = JSON.parse(readFileSync(path, 'utf8'));
  config.auths['ghcr.io'] = { auth: 'b2N0b2NhdDp0aGVpciBsb2dpbg==' };
  config.credHelpers = { 'gcr.io': `gcloud-${calls}` };
  writeFileSync(path, JSON.stringify(config, undefined, '\t'));
}

/** Stops the whole process until the test lets it continue. */
function pause() {
  writeFileSync(reached, '');
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(until)) {
    Atomics.wait(clock, 0, 0, 10);
  }
}

/** Counts a call, and injects the fault if it is the one. */
function meet(path, name) {
  if (typeof path !== 'string' || !path.startsWith(below)) {
    return;
  }
  if (only === undefined ? UNCOUNTED.includes(name) : name !== only) {
    return;
  }
  if (outcome === 'change' && name === 'rename' && PREPARED_CONFIG.test(path)) {
    return;
  }
  calls += 1;
  if (call !== 'every' && calls !== call) {
    return;
  }
  switch (outcome) {
    case 'change':
      logInElsewhere(`${below}/config.json`);
      break;
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      break;
    case 'pause':
      pause();
      break;
    default: {
      const error = new Error(`${outcome}: played by a test, ${name} '${path}'`);
      throw Object.assign(error, { code: outcome, syscall: name, path });
    }
  }
}

/** Makes a synchronous function call `meet` first, with the path that the call is about. */
function wrapSync(owner, member, name, pathOf = (path) => path) {
  const original = owner[member];
  owner[member] = (...given) => {
    meet(pathOf(...given), name);
    return original(...given);
  };
}

/** Does the same for a function that returns a promise. */
function wrapPromise(member, name, pathOf = (path) => path) {
  const original = fs.promises[member];
  fs.promises[member] = async (...given) => {
    meet(pathOf(...given), name);
    return original(...given);
  };
}

/** Does the same for a function with a callback, as the lock uses them. */
function wrapCallback(member, name, pathOf = (path) => path) {
  const original = fs[member];
  fs[member] = (...given) => {
    try {
      meet(pathOf(...given), name);
    } catch (error) {
      given.at(-1)(error);
      return;
    }
    original(...given);
  };
}

const pathOfChange = (path) =>
  CHECK_DIRECTORY.test(path) && !CHECK_DIRECTORY.test(below) ? undefined : path;

/** Wraps opening a file for writing, and writing to it. */
function wrapWrites() {
  const { open } = fs.promises;
  fs.promises.open = async (path, flags, ...rest) => {
    const writes = (flags & fs.constants.O_WRONLY) !== 0;
    if (writes) {
      meet(path, 'open');
    }
    const file = await open(path, flags, ...rest);
    if (writes) {
      const { writeFile } = file;
      file.writeFile = async (...given) => {
        meet(path, 'write');
        return writeFile.apply(file, given);
      };
    }
    return file;
  };
  wrapPromise('writeFile', 'write', pathOfChange);
  // This covers the file commands of the runner as well: appending to a file calls this function.
  wrapSync(fs, 'writeFileSync', 'write', only === undefined ? pathOfChange : undefined);
}

for (const name of ['mkdir', 'rmdir', 'rename', 'rm', 'utimes']) {
  wrapSync(fs, `${name}Sync`, name, pathOfChange);
  wrapPromise(name, name, pathOfChange);
}
for (const name of ['mkdir', 'rmdir', 'utimes']) {
  wrapCallback(name, name, pathOfChange);
}
wrapWrites();
wrapSync(fs, 'mkdtempSync', 'mkdtemp');
// Counted only if `only` names it, because it changes nothing.
wrapPromise('stat', 'stat');
