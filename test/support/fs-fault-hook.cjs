/*
 * Loaded into a process of an action before its own code: makes one call that changes files fail, wait, or
 * the last thing that the process does. The calls of node:fs that the action and its libraries use are
 * wrapped, in each of the ways in which they can be made.
 * No TypeScript: taking the types out would cost each process more than its start.
 */
const fs = require('node:fs');

/** What this file itself uses: its own calls do not count. */
const { existsSync, readFileSync, writeFileSync } = fs;
const { below, call, only, outcome, reached, until } = JSON.parse(process.env['FS_FAULT'] ?? '{}');
/** Nothing in there is to be undone: it goes as a whole. */
const CHECK_DIRECTORY = /\/icr-login-check-/;
const PREPARED_CONFIG = /\/config\.json\.icr-login-[0-9a-f]{12}$/;
/** These count where they are asked for only: they change nothing, or nothing that stays. */
const UNCOUNTED = ['stat', 'mkdtemp'];
let calls = 0;

/** What `docker login ghcr.io` makes of a config. */
function logInElsewhere(path) {
  const config = JSON.parse(readFileSync(path, 'utf8'));
  config.auths['ghcr.io'] = { auth: 'b2N0b2NhdDp0aGVpciBsb2dpbg==' };
  config.credHelpers = { 'gcr.io': `gcloud-${calls}` };
  writeFileSync(path, JSON.stringify(config, undefined, '\t'));
}

/** Stops the whole process, until the test says that it may go on. */
function pause() {
  writeFileSync(reached, '');
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(until)) {
    Atomics.wait(clock, 0, 0, 10);
  }
}

/** Counts a call; does what is to be done at it. */
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

/** Calls `meet` in front of a function that returns when it is done, with the path that the call is about. */
function wrapSync(owner, member, name, pathOf = (path) => path) {
  const original = owner[member];
  owner[member] = (...given) => {
    meet(pathOf(...given), name);
    return original(...given);
  };
}

/** The same in front of one that gives a promise. */
function wrapPromise(member, name, pathOf = (path) => path) {
  const original = fs.promises[member];
  fs.promises[member] = async (...given) => {
    meet(pathOf(...given), name);
    return original(...given);
  };
}

/** The same in front of one that calls back: the lock uses those. */
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

/** Files that are opened to be written, and what is written to them. */
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
  // The files of the runner too: what appends to a file calls this.
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
// Changes nothing, so it counts where it is asked for only.
wrapPromise('stat', 'stat');
