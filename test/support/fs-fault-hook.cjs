/*
 * Loaded into a process of an action before its own code: makes one call that changes files fail, wait, or
 * the last thing that the process does. Both faces of node:fs that the action and its libraries use are wrapped.
 * No TypeScript: taking the types out would cost each process more than its start.
 */
const fs = require('node:fs');

const { below, call, named, outcome, reached, until } = JSON.parse(process.env['FS_FAULT'] ?? '{}');
const PREPARED_CONFIG = /\/config\.json\.icr-login-[0-9a-f]{12}$/;
const PAUSE = Symbol('pause');
let calls = 0;

/** Goes on when the test says so. */
function endPause(goOn) {
  if (fs.existsSync(until)) {
    goOn();
  } else {
    setTimeout(endPause, 10, goOn);
  }
}

/** What `docker login ghcr.io` makes of a config. */
function logInElsewhere(path) {
  const config = JSON.parse(fs.readFileSync(path, 'utf8'));
  config.auths['ghcr.io'] = { auth: 'b2N0b2NhdDp0aGVpciBsb2dpbg==' };
  config.credHelpers = { 'gcr.io': `gcloud-${calls}` };
  fs.writeFileSync(path, JSON.stringify(config, undefined, '\t'));
}

/** Counts a call; does what is to be done at it. */
function meet(path, name) {
  if (typeof path !== 'string' || !path.startsWith(below) || (named ?? name) !== name) {
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
  if (outcome === 'pause') {
    fs.writeFileSync(reached, '');
    return PAUSE;
  }
  const message = `${outcome}: played by a test, ${name} '${path}'`;
  return Object.assign(new Error(message), { code: outcome, syscall: name, path });
}

for (const name of ['mkdir', 'rmdir', 'rename', 'rm', 'open']) {
  const original = fs.promises[name];
  fs.promises[name] = async (path, ...rest) => {
    const error = meet(path, name);
    if (error === PAUSE) {
      await new Promise(endPause);
    } else if (error !== undefined) {
      throw error;
    }
    const result = await original(path, ...rest);
    return name === 'open' ? wrapFile(path, result) : result;
  };
}

for (const name of ['mkdir', 'rmdir', 'utimes']) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    const error = meet(path, name);
    if (error === PAUSE) {
      endPause(() => original(path, ...rest));
    } else if (error === undefined) {
      original(path, ...rest);
    } else {
      process.nextTick(rest.at(-1), error);
    }
  };
}

/** How the runner's files are written. */
const { appendFileSync } = fs;
fs.appendFileSync = (path, ...rest) => {
  const error = meet(path, 'write');
  if (error !== undefined) {
    throw error;
  }
  appendFileSync(path, ...rest);
};

function wrapFile(path, file) {
  const write = file.writeFile.bind(file);
  file.writeFile = async (...given) => {
    const error = meet(path, 'write');
    if (error !== undefined) {
      throw error;
    }
    await write(...given);
  };
  return file;
}
