import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrangeDockerLogin } from './bases.ts';
import { type MeasuredProcess, runProcess } from './measure.ts';
import type { Site } from './site.ts';

export const BARE_WRAPPER = 'A Node.js script that only starts `docker login` with the same input';
export const BARE_REQUEST =
  'A Node.js script that only sends one HTTPS request, with `node:https`, through the proxy';

const WRAPPER = `'use strict';
const { spawn } = require('node:child_process');
const child = spawn('docker', process.argv.slice(2), { stdio: ['pipe', 'inherit', 'inherit'] });
child.stdin.end(process.env.API_KEY);
child.on('exit', (code) => {
  process.exitCode = code;
});
`;

const REQUEST = `'use strict';
const http = require('node:http');
const https = require('node:https');
const tls = require('node:tls');
const { hostname, port } = new URL(process.env.HTTPS_PROXY);
const host = 'us.icr.io';
const pair = Buffer.from('iamapikey:' + process.env.API_KEY).toString('base64');
const tunnel = http.request({ hostname, port, method: 'CONNECT', path: host + ':443' });
tunnel.on('connect', (_, socket) => {
  const createConnection = () => tls.connect({ socket, servername: host });
  const headers = { host, authorization: 'Basic ' + pair };
  const path = '/oauth/token?service=registry';
  https.get({ host, path, headers, createConnection }, (response) => {
    response.resume().on('end', () => process.exit(response.statusCode === 200 ? 0 : 1));
  });
});
tunnel.end();
`;

/** `docker login`, started by a Node.js process that does nothing else. */
export async function runBareWrapper(site: Site): Promise<void> {
  const { args, remove } = arrangeDockerLogin(site);
  site.series.add(BARE_WRAPPER, await timeScript(site, 'wrapper.cjs', WRAPPER, args));
  remove();
}

/** The one request with which `client: file` checks a login, sent by a Node.js process that does nothing else. */
export async function runBareRequest(site: Site): Promise<void> {
  site.series.add(BARE_REQUEST, await timeScript(site, 'request.cjs', REQUEST, []));
}

async function timeScript(
  { machine, user }: Site,
  name: string,
  text: string,
  args: MeasuredProcess['args'],
): Promise<number> {
  const file = join(machine.temp, name);
  writeFileSync(file, text);
  const { durationMs } = await runProcess({
    file: process.execPath,
    args: [file, ...args],
    cwd: machine.temp,
    env: { ...machine.env, API_KEY: user.apiKey },
  });
  return durationMs;
}
