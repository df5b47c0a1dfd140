/*
 * Loaded before the action: each time the process replaces the file OLDER_COPY, the previous content is written back,
 * as by a program that read the file before and writes it now.
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
