/*
 * Loaded before the action: kills the process right before its change number DIE_AT_CHANGE of a file or
 * directory below the home directory.
 */
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const CHANGES = ['chmod', 'link', 'mkdir', 'open', 'rename', 'rm', 'rmdir', 'unlink', 'writeFile'];
const home = `${process.env['HOME']}/`;
let left = Number(process.env['DIE_AT_CHANGE']);

function isChange(name, path, flags) {
  const isReading = name === 'open' && (flags === undefined || flags === 'r' || flags === 0);
  return String(path).startsWith(home) && !isReading;
}

for (const module of [fs, fs.promises]) {
  for (const name of CHANGES) {
    const original = module[name];
    module[name] = (...args) => {
      if (isChange(name, args[0], args[1])) {
        left -= 1;
        if (left === 0) {
          process.kill(process.pid, 'SIGKILL');
        }
      }
      return original(...args);
    };
  }
}
syncBuiltinESMExports();
