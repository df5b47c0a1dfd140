import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type IbmCloud, startIbmCloud } from '../ibm-cloud/index.ts';
import type { Job, StepResult } from '../runner/index.ts';
import { readPairs } from '../runner/key-value-file.ts';
import type { Stage } from './scenario.ts';

/** The name of what the action saves. */
export const STATE = 'icr-login';

/** Members of JSON text that a scenario changes. */
export type Json = Record<string, unknown>;

/**
 * Plays a scenario with a second IBM Cloud, which is somebody else's: behind a proxy of its own, with a certificate
 * that is trusted. It must not be connected to.
 */
export async function withImpostor(play: (impostor: IbmCloud) => Promise<void>): Promise<void> {
  const impostor = await startIbmCloud({ registry: 'memory' });
  try {
    await play(impostor);
    expect(impostor.connections, 'connections to the attacker').toEqual([]);
  } finally {
    await impostor.stop();
  }
}

/** The journal beside the user's config. */
export function journalOf({ machine }: Stage): string {
  return `${machine.dockerConfigPath}.icr-login-journal`;
}

/** A journal as JSON. */
export interface JournalJson extends Json {
  readonly records: readonly Json[];
}

/** Lets somebody write the journal of the user's config. */
export function editJournal(stage: Stage, edit: (journal: JournalJson) => unknown): void {
  const path = journalOf(stage);
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')))));
}

/** Lets somebody change every record of it. */
export function editRecords(stage: Stage, edit: (record: Json) => unknown): void {
  editJournal(stage, (journal) => ({ ...journal, records: journal.records.map(edit) }));
}

/** What the first use in a job has saved last, as every later step can read it in RUNNER_TEMP. */
export function readStateFile(job: Job): Json {
  const folder = join(job.runnerTemp, '_runner_file_commands');
  const texts = readdirSync(folder)
    .filter((name) => name.startsWith('save_state_'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const states = texts.flatMap((text) => [...readPairs(text)].map(([, value]) => value));
  return JSON.parse(states.at(-1) ?? '{}');
}

/** What can lie where a file should be. */
export const NO_FILES = ['pipe', 'socket', 'directory', 'device', 'link to a device'] as const;

/** One of {@link NO_FILES}. */
export type NoFile = (typeof NO_FILES)[number];

/** Puts something that is no file in a place, whatever is there. */
export async function placeNoFile(kind: NoFile, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  switch (kind) {
    case 'pipe':
      execFileSync('mkfifo', [path]);
      break;
    case 'socket': {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(path, resolve));
      server.unref();
      break;
    }
    case 'directory':
      mkdirSync(path);
      break;
    case 'device':
      // Only root can make one; a link to one is there for everybody.
      if (process.getuid?.() === 0) {
        execFileSync('mknod', [path, 'c', '1', '5']);
      } else {
        symlinkSync('/dev/zero', path);
      }
      break;
    default:
      symlinkSync('/dev/zero', path);
  }
}

/** The phase ended within the input `timeout` and five seconds more. */
export function expectInTime({ durationMs, log }: StepResult, timeoutSeconds: number): void {
  expect(durationMs, log).toBeLessThan((timeoutSeconds + 5) * 1000);
}

/** JSON text that nests this deep. */
export function nest(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

/** A server of somebody else's on loopback, which keeps what it is sent. */
export interface Sink {
  readonly port: number;
  readonly received: readonly string[];
}

/** Plays a scenario with a server that must not be sent anything. */
export async function withSink(play: (sink: Sink) => Promise<void>): Promise<void> {
  const received: string[] = [];
  const server = createHttpServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  // Who speaks TLS to it does not get as far as a request.
  server.on('connection', () => received.push('a connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await play({ port: (server.address() as AddressInfo).port, received });
    expect(received, 'what the attacker received').toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Parts of a list that are played at the same time: one after the other, they would take a busy machine too long. */
export function split<T>(all: readonly T[], parts: number): readonly (readonly T[])[] {
  return Array.from({ length: parts }, (_, part) => all.filter((_one, at) => at % parts === part));
}
