/*
 * Runs inside Wine and starts a program for the harness. Node.js for Windows does not take the pipes of this
 * computer for its standard streams: the program gets pipes of Windows, and what comes out of them is written on
 * by the calls that do take ours. It also gets exactly the environment it is to have, which the first process
 * that Wine starts does not: Wine puts a USERPROFILE of its own into that.
 */
const { spawn } = require('node:child_process');
const { readFileSync, writeSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');

// Or Node.js would open them when a stream ends.
for (const name of ['stdin', 'stdout', 'stderr']) {
  Object.defineProperty(process, name, { value: undefined });
}

const { file, args, cwd, env, input, drainMs } = JSON.parse(readFileSync(0, 'utf8'));
const child = spawn(file, args, { cwd, env, stdio: 'pipe', windowsHide: true });
child.stdin.on('error', () => undefined);
child.stdin.end(input);
child.stdout.on('data', (data) => writeSync(1, data));
child.stderr.on('data', (data) => writeSync(2, data));
const closed = new Promise((resolve) => child.once('close', resolve));
child.once('error', ({ message }) => {
  writeSync(2, `${file} cannot be started: ${message}\n`);
  process.exit(127);
});
child.once('exit', async (code) => {
  // What it has started may hold its output open.
  await Promise.race([closed, sleep(drainMs)]);
  process.exit(code ?? 1);
});
