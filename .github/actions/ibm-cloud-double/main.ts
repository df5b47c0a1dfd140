/** Starts the double in a process that continues after this step, and directs the rest of the job to it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportVariable, getInput, saveState, setOutput, setSecret } from '@actions/core';
import { describeFolder, findConfigFolder } from './docker-config.ts';
import type { Served } from './serve.ts';

const served = await startServer();
setSecret(served.apiKey);
saveState('url', served.url);
saveState('made', getInput('made', { required: true }));
const folder = findConfigFolder();
saveState('config-folder', folder);
saveState('config-before', describeFolder(folder));
saveState('variables', Object.keys(served.env));
for (const [name, value] of Object.entries(served.env)) {
  exportVariable(name, value);
}
setOutput('api-key', served.apiKey);
setOutput('service-id', served.serviceId);
setOutput('account-id', served.accountId);

/**
 * The runner waits for every process that keeps the output of a step open, so the server writes to its own
 * log.
 */
async function startServer(): Promise<Served> {
  const path = join(process.env['RUNNER_TEMP'] ?? '', 'ibm-cloud-double.log');
  const log = openSync(path, 'w');
  const server = fork(join(import.meta.dirname, 'serve.ts'), {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const message = await Promise.race([receive(server), failAtExit(server, path)]);
  server.disconnect();
  server.unref();
  return message;
}

async function receive(server: ChildProcess): Promise<Served> {
  const [message] = await once(server, 'message');
  return message;
}

async function failAtExit(server: ChildProcess, log: string): Promise<never> {
  await once(server, 'exit');
  throw new Error(`The double did not start:\n${readFileSync(log, 'utf8')}`);
}
