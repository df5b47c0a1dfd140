/*
 * Loaded before the action: whenever the process has put a file in the place of OLDER_COPY, the text of
 * before comes back, as from a program that had read it earlier and writes it now.
 */
const fs = require('node:fs');

const { readFileSync, writeFileSync } = fs;
const { rename } = fs.promises;

fs.promises.rename = async (from, to) => {
  const older = to === process.env['OLDER_COPY'] ? readFileSync(to) : undefined;
  await rename(from, to);
  if (older !== undefined) {
    writeFileSync(to, older);
  }
};
