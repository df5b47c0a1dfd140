import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';
import { findProgram } from '../programs.ts';
import { OAUTH_SERVICE } from '../registry/oauth-tokens.ts';
import type { Backend } from './backend.ts';
import { forward } from './forward.ts';

const PROGRAM = 'docker-registry';

const START_LIMIT_MS = 15_000;

/** Options for starting the registry program. */
export interface DistributionOptions {
  /** Name of the registry, which is the issuer of its tokens. */
  readonly registry: string;
  /** Folder for its configuration and its images. */
  readonly folder: string;
  /** File with the certificate that signs the keys of its tokens. */
  readonly rootCertificate: string;
}

/** Whether CNCF Distribution, as packaged by Debian, is on the PATH. */
export function hasDistribution(): boolean {
  return findProgram(PROGRAM) !== undefined;
}

/** Starts the registry program on a free loopback port. */
export async function startDistribution(options: DistributionOptions): Promise<Backend> {
  const folder = join(options.folder, options.registry);
  const config = join(folder, 'config.yml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, stringify(configure(options, folder)));
  const child = spawn(PROGRAM, ['serve', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Environment variables can change its settings, so it inherits none from the caller.
    env: { PATH: process.env['PATH'] },
  });
  const port = await waitForPort(child);
  return {
    respond: (request) => forward(port, request),
    kill: () => {
      child.kill('SIGKILL');
    },
    stop: () => stop(child),
  };
}

function configure(options: DistributionOptions, folder: string): unknown {
  return {
    version: '0.1',
    log: { level: 'info', formatter: 'json', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: join(folder, 'images') },
      delete: { enabled: true },
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: { addr: '127.0.0.1:0', relativeurls: true },
    auth: {
      token: {
        // The realm is rewritten to the host that the client connects to.
        realm: 'https://icr.io/oauth/token',
        service: OAUTH_SERVICE,
        issuer: options.registry,
        rootcertbundle: options.rootCertificate,
      },
    },
  };
}

/** The program chooses its own port, and prints it to its log. */
async function waitForPort(child: ChildProcess): Promise<number> {
  const { stderr } = child;
  if (stderr === null) {
    throw new Error('The registry program has no log.');
  }
  const log: string[] = [];
  return await new Promise<number>((resolve, reject) => {
    const fail = (reason: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${PROGRAM} ${reason}: ${log.join('\n').slice(-1000)}`));
    };
    const timer = setTimeout(() => fail('did not start in time'), START_LIMIT_MS);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      fail('ended');
    });
    // Keep reading, or the program would block on a full pipe.
    createInterface({ input: stderr }).on('line', (line) => {
      const port = /listening on 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      log.splice(0, Math.max(0, log.length - 50));
      log.push(line);
      if (port !== undefined) {
        clearTimeout(timer);
        resolve(Number(port));
      }
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
