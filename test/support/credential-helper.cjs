/*
 * The same credential helper as credential-helper.sh, for Windows, which has no shell:
 * `node credential-helper.cjs FOLDER CALLS store|get|erase`.
 */
const { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { text } = require('node:stream/consumers');

const [folder, calls, action] = process.argv.slice(2);

text(process.stdin).then((input) => {
  const server = action === 'store' ? JSON.parse(input).ServerURL : input.trim();
  const entry = join(folder, server.replace(/[/:]/g, '_'));
  appendFileSync(calls, `${action} ${server}\n`);
  const variables = Object.entries(process.env).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(`${calls}-environment`, variables.join(''));
  if (action === 'store') {
    writeFileSync(entry, input);
  } else if (action === 'erase') {
    rmSync(entry, { force: true });
  } else if (existsSync(entry)) {
    process.stdout.write(readFileSync(entry));
  } else {
    process.stdout.write('credentials not found in native keychain\n');
    process.exitCode = 1;
  }
});
