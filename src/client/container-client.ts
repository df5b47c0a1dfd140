import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from '../credential/credential.ts';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import type { Deadline } from '../http/deadline.ts';
import { retry } from '../http/retry.ts';
import type { Registry } from '../registry/registry.ts';
import { findEntry } from '../store/read-config.ts';
import type { Client, ClientStore } from './client.ts';
import { explainClientFailure, isTransientFailure } from './client-error.ts';
import { deleteDirectory } from './private-directory.ts';
import { killChildren, type Program, runProgram } from './program.ts';
import { describeResult, type ProgramResult } from './program-result.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;
const TRIES = 6;
/** What docker says before the words of a credential store. */
const STORE_FAILED = /error (?:saving|storing) credentials/i;

/** A program that logs in: `docker` or `podman`. */
export interface ContainerProgram {
  readonly name: 'docker' | 'podman';
  /** An absolute path. */
  readonly path: string;
  /** The directory for what the program writes: it holds a login until it is deleted. */
  readonly directory: string;
  readonly deadline: Deadline;
}

/** Logs in with `docker` or `podman` on a private config, from which the entry is taken. */
export function containerClient(program: ContainerProgram): Client {
  const { promise: waiting, resolve: wait } = Promise.withResolvers<void>();
  return {
    name: program.name,
    waiting,
    dispose: () => {
      killChildren();
      deleteDirectory(program.directory);
    },
    check: async (registry, credential, store) => {
      const directory = join(program.directory, registry.host);
      // It may be there from the last try.
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      try {
        return await logIn({ ...program, onStart: wait, store }, directory, registry, credential);
      } finally {
        wait();
      }
    },
  };
}

class TransientFailure extends Error {
  readonly result: ProgramResult;

  constructor(result: ProgramResult) {
    super('The client met a failure that may pass.');
    this.result = result;
  }
}

async function logIn(
  program: ContainerProgram &
    Pick<Program, 'onStart'> & { readonly store: ClientStore | undefined },
  directory: string,
  { host }: Registry,
  credential: Credential,
): Promise<string> {
  const { store } = program;
  const config = join(directory, 'config.json');
  // Docker goes looking for a credential store where a config holds no login at all.
  const text = { auths: { [host]: {} }, credHelpers: store && { [host]: store.name } };
  writeFileSync(config, JSON.stringify(text), { mode: 0o600 });
  const args = [...loginArguments(program.name, directory, config, credential.username), host];
  const what = `${program.name} login ${host}`;
  let lastFailure: string | undefined;
  const tryOnce = async (): Promise<ProgramResult> => {
    const result = await runProgram({
      ...program,
      deadline: store?.deadline ?? program.deadline,
      // Where nobody can tell what it waits for, the store is named at least.
      what: store === undefined ? what : `${what} with the credential store "${store.name}"`,
      args,
      input: credential.secret,
      explainWait: store && (() => store.explain(`\`${what}\` waited for it in vain.`)),
    });
    if (store !== undefined && STORE_FAILED.test(result.output)) {
      throw store.explain(`\`${what}\` ${describeResult(result)}`);
    }
    if (result.exitCode !== 0 && isTransientFailure(result.output)) {
      lastFailure = describeResult(result).replace(/^ended with /, '');
      throw new TransientFailure(result);
    }
    return result;
  };
  const attempts = retry(tryOnce, {
    tries: TRIES,
    firstDelayMs: FIRST_DELAY_MS,
    longestDelayMs: LONGEST_DELAY_MS,
    mayHelp: (error: unknown) =>
      error instanceof TransientFailure && program.deadline.remainingMs() > 0,
  });
  const result = await program.deadline.race(attempts, what, () => lastFailure).catch(resultOf);
  if (result.exitCode !== 0) {
    const { username } = credential;
    throw explainClientFailure({ client: program.name, host, username }, result);
  }
  if (store !== undefined) {
    // What went to a store is looked for there.
    return '{}';
  }
  const entry = findEntry(readFileSync(config, 'utf8'), host);
  if (entry === undefined || Object.keys(entry).length === 0) {
    throw new ActionError('check-failed', {
      problem: `${program.name} says that it logged in to ${host}, but wrote no login.`,
      fix: 'Use `client: file`, which needs no container client, and report the version of the client.',
      link: LINKS.dockerConfig,
    });
  }
  return JSON.stringify(entry);
}

/** The last of several failures that may pass is explained like any other. */
function resultOf(error: unknown): ProgramResult {
  if (error instanceof TransientFailure) {
    return error.result;
  }
  throw error;
}

function loginArguments(
  name: ContainerProgram['name'],
  directory: string,
  config: string,
  username: string,
): readonly string[] {
  const login = ['--username', username, '--password-stdin'];
  return name === 'docker'
    ? ['--config', directory, 'login', ...login]
    : ['login', '--authfile', config, ...login];
}
