import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type IbmCloud, startIbmCloud } from '../ibm-cloud/index.ts';
import type { Job } from '../runner/index.ts';
import { readPairs } from '../runner/key-value-file.ts';
import type { Stage } from './scenario.ts';

/** The name under which the action saves its state. */
export const STATE = 'icr-login';

/** An object in JSON text that a scenario changes. */
export type Json = Record<string, unknown>;

/**
 * Runs a scenario with a second IBM Cloud that belongs to an attacker. It has its own proxy and a trusted
 * certificate. The scenario fails if anything connects to it.
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

/** The path of the journal next to the user's config. */
export function toJournalPath({ machine }: Stage): string {
  return `${machine.dockerConfigPath}.icr-login-journal`;
}

/** The content of a journal. */
export interface JournalJson extends Json {
  readonly records: readonly Json[];
}

/** Changes the journal of the user's config, as an attacker would. */
export function editJournal(stage: Stage, edit: (journal: JournalJson) => unknown): void {
  const path = toJournalPath(stage);
  writeFileSync(path, JSON.stringify(edit(JSON.parse(readFileSync(path, 'utf8')))));
}

/** Changes every record of the journal, as an attacker would. */
export function editRecords(stage: Stage, edit: (record: Json) => unknown): void {
  editJournal(stage, (journal) => ({ ...journal, records: journal.records.map(edit) }));
}

/** The last state that the first use in a job saved. Every later step can read it in RUNNER_TEMP. */
export function readStateFile(job: Job): Json {
  const folder = join(job.runnerTemp, '_runner_file_commands');
  const texts = readdirSync(folder)
    .filter((name) => name.startsWith('save_state_'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const states = texts.flatMap((text) => [...readPairs(text)].map(([, value]) => value));
  return JSON.parse(states.at(-1) ?? '{}');
}

/** What can exist at a path instead of a regular file. */
export const NON_FILES = ['pipe', 'socket', 'directory', 'device', 'link to a device'] as const;

/** One of {@link NON_FILES}. */
export type NonFile = (typeof NON_FILES)[number];

/** Replaces whatever is at a path with something that is not a regular file. */
export async function placeNonFile(kind: NonFile, path: string): Promise<void> {
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
      // Only root can create a device. Everyone else gets a link to one.
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

/** JSON text with this many levels of nesting. */
export function nest(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

/** An attacker's server on loopback, which records every request that it receives. */
export interface Sink {
  readonly port: number;
  readonly received: readonly string[];
}

/** Runs a scenario with an attacker's server. The scenario fails if anything connects to it. */
export async function withSink(play: (sink: Sink) => Promise<void>): Promise<void> {
  const received: string[] = [];
  const server = createHttpServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  // A client that speaks TLS never gets as far as a request.
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

/**
 * Divides a list into parts that run at the same time, because running everything in sequence takes too
 * long.
 */
export function split<T>(all: readonly T[], parts: number): readonly (readonly T[])[] {
  return Array.from({ length: parts }, (_, part) => all.filter((_one, at) => at % parts === part));
}
