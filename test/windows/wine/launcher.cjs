/*
 * Runs inside Wine and starts a program for the harness. Node.js for Windows cannot use the pipes of this computer as
 * standard streams. So the program gets Windows pipes, and this process forwards their output with calls that support
 * our pipes. The program also gets exactly the intended environment. The first process that Wine starts does not,
 * because Wine adds its own USERPROFILE.
 */
const { spawn } = require('node:child_process');
const { readFileSync, writeSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');

// Otherwise, Node.js would open them when a stream ends.
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
  // Its child processes may keep its output open.
  await Promise.race([closed, sleep(drainMs)]);
  process.exit(code ?? 1);
});
