/*
 * Loaded before the action: whenever the process has put a file in the place of OLDER_COPY, the text of
 * before comes back, as from a program that had read it earlier and writes it now.
 */
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const { renameSync } = fs;

fs.renameSync = (from, to) => {
  const older = to === process.env['OLDER_COPY'] ? fs.readFileSync(to) : undefined;
  renameSync(from, to);
  if (older !== undefined) {
    fs.writeFileSync(to, older);
  }
};
syncBuiltinESMExports();
