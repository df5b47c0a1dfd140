/*
 * Loaded into a process of an action before its own code: makes one call that changes files fail, or the
 * last thing that the process does. The calls of node:fs that the action and its libraries use are wrapped.
 * No TypeScript: taking the types out would cost each process more than its start.
 */
const fs = require('node:fs');

const { below, call, outcome } = JSON.parse(process.env['FS_FAULT'] ?? '{}');
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

/** Counts a call; does what is to be done at it. */
function meet(path, name) {
  if (typeof path !== 'string' || !path.startsWith(below) || CHECK_DIRECTORY.test(path)) {
    return undefined;
  }
  if (outcome === 'change' && name === 'rename' && PREPARED_CONFIG.test(path)) {
    return undefined;
  }
  calls += 1;
  if (call !== 'every' && calls !== call) {
    return undefined;
  }
  if (outcome === 'change') {
    logInElsewhere(`${below}/config.json`);
    return undefined;
  }
  if (outcome === 'kill') {
    process.kill(process.pid, 'SIGKILL');
  }
  const message = `${outcome}: played by a test, ${name} '${path}'`;
  return Object.assign(new Error(message), { code: outcome, syscall: name, path });
}

/** Calls `meet` in front of a function of node:fs, with the path that the call is about. */
function wrap(member, name, pathOf = (path) => path) {
  const original = fs[member];
  fs[member] = (...given) => {
    const error = meet(pathOf(...given), name);
    if (error !== undefined) {
      throw error;
    }
    return original(...given);
  };
}

for (const name of ['mkdir', 'rmdir', 'rename', 'rm', 'utimes']) {
  wrap(`${name}Sync`, name);
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

/** How the runner's files are written. */
wrap('appendFileSync', 'write');
