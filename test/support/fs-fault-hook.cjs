/*
 * Loaded into a process of an action before its own code: makes one call that changes files fail, wait, or
 * the last thing that the process does. The calls of node:fs that the action and its libraries use are wrapped.
 * No TypeScript: taking the types out would cost each process more than its start.
 */
const fs = require('node:fs');

const { below, call, only, outcome, reached, until } = JSON.parse(process.env['FS_FAULT'] ?? '{}');
/** Nothing in there is to be undone: it goes as a whole. */
const CHECK_DIRECTORY = /\/icr-login-check-/;
const PREPARED_CONFIG = /\/config\.json\.icr-login-[0-9a-f]{12}$/;
let calls = 0;

/** What `docker login ghcr.io` makes of a config. */
function logInElsewhere(path) {
  const config = JSON.parse(fs.readFileSync(path, 'utf8'));
  config.auths['ghcr.io'] = { auth: 'b2N0b2NhdDp0aGVpciBsb2dpbg==' };
  config.credHelpers = { 'gcr.io': `gcloud-${calls}` };
  fs.writeFileSync(path, JSON.stringify(config, undefined, '\t'));
}

/** Stops the whole process, until the test says that it may go on. */
function pause() {
  fs.writeFileSync(reached, '');
  const clock = new Int32Array(new SharedArrayBuffer(4));
  while (!fs.existsSync(until)) {
    Atomics.wait(clock, 0, 0, 10);
  }
}

/** Counts a call; does what is to be done at it. */
function meet(path, name) {
  if (typeof path !== 'string' || !path.startsWith(below)) {
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

/** Calls `meet` in front of a function of node:fs, with the path that the call is about. */
function wrap(member, name, pathOf = (path) => path) {
  const original = fs[member];
  fs[member] = (...given) => {
    meet(pathOf(...given), name);
    return original(...given);
  };
}

function wrapChanges() {
  const pathOfChange = (path) => (CHECK_DIRECTORY.test(path) ? undefined : path);
  for (const name of ['mkdir', 'rmdir', 'rename', 'rm', 'utimes']) {
    wrap(`${name}Sync`, name, pathOfChange);
  }

  /** Which file an open one is: it is opened, and written to, by number. */
  const opened = new Map();
  // Node.js itself opens files with flags in letters: to read them, or as a part of a call that counts.
  wrap('openSync', 'open', (path, flags) => (typeof flags === 'number' ? path : undefined));
  const { openSync } = fs;
  fs.openSync = (path, ...rest) => {
    const file = openSync(path, ...rest);
    opened.set(file, path);
    return file;
  };
  wrap('writeFileSync', 'write', (file) => opened.get(file));
  // How the runner's files are written.
  wrap('appendFileSync', 'write');
}

if (only === undefined) {
  wrapChanges();
} else {
  wrap(only, only);
}
