import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { info } from '@actions/core';
import * as v from 'valibot';
import { ActionError, hasCode } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { PRIVATE_DIRECTORY, PRIVATE_FILE, readAtOnce } from '../files/files.ts';
import type { BasicCredential } from '../registry/registry.ts';
import { deleteDirectory, makeCheckDirectory } from '../runner/private-directory.ts';
import { describeResult, killChildren, type ProgramResult, runProgram } from '../runner/program.ts';
import { whenCancelled } from '../runner/step.ts';
import { parseJson } from '../text/json.ts';
import type { Deadline } from '../time/deadline.ts';
import { nameRetry, retry } from '../time/retry.ts';
import type { Client } from './client.ts';
import { explainClientFailure, explainClientTimeout, explainUnstarted } from './client-error.ts';
import { isTransientFailure } from './client-words.ts';
import { UsersFiles } from './users-files.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;
const TRIES = 6;

/** A program that logs in: `docker` or `podman`. */
export interface ContainerProgram {
  readonly name: 'docker' | 'podman';
  /** An absolute path. */
  readonly path: string;
  readonly deadline: Deadline;
}

/**
 * Checks credentials with `docker` or `podman`, or any program with that name, and with files in a private directory.
 * If this step is killed, the post step deletes that directory.
 */
export function containerClient(program: ContainerProgram): Client {
  const directory = makeCheckDirectory();
  const usersFiles = new UsersFiles();
  let last: Promise<unknown> = Promise.resolve();
  const alone = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const dispose = async (): Promise<void> => {
    await killChildren();
    await usersFiles.restore(program.name);
    try {
      deleteDirectory(directory);
    } catch {
      // A file in it is open, so the post step deletes it.
    }
  };
  whenCancelled(dispose);
  return {
    name: program.name,
    check: async (host, credential) => {
      await usersFiles.remember(host, credential);
      const place = makePlace(directory, host);
      const isKnown = async (): Promise<boolean> =>
        hasWritten(place, host) || (await usersFiles.findLogin(host));
      await check(program, place, host, credential);
      if (await isKnown()) {
        return;
      }
      await alone(async () => {
        // Two logins that share a file may have overwritten each other, so this one is repeated alone.
        await check(program, place, host, credential);
        if (!(await isKnown())) {
          await logOut(program, place, host);
          throw noLogin(program, host);
        }
      });
    },
    dispose,
  };
}

/** The private files for the check of one host. */
interface Place {
  readonly directory: string;
  /** The Docker config. */
  readonly config: string;
  /** The auth file of Podman, also if `docker` is a link to Podman or a script that starts it. */
  readonly authFile: string;
}

function makePlace(parent: string, host: string): Place {
  const directory = join(parent, host);
  // It may exist from the last try.
  mkdirSync(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
  const place = {
    directory,
    config: join(directory, 'config.json'),
    authFile: join(directory, 'auth.json'),
  };
  // If a config contains no login at all, Docker searches for a credential helper to use.
  writeFileSync(place.config, JSON.stringify({ auths: { [host]: {} } }), { mode: PRIVATE_FILE });
  writeFileSync(place.authFile, '{}', { mode: PRIVATE_FILE });
  return place;
}

/** A failure of the client that may be temporary. */
class TransientFailure extends Error {
  override readonly name = 'TransientFailure' as const;
  readonly result: ProgramResult;

  constructor(result: ProgramResult) {
    super(describeResult(result));
    this.result = result;
  }
}

async function check(
  program: ContainerProgram,
  place: Place,
  host: string,
  credential: BasicCredential,
): Promise<void> {
  const { name, path, deadline } = program;
  const what = `${name} login ${host}`;
  const login = ['--username', credential.username, '--password-stdin', host];
  const args =
    name === 'docker'
      ? ['--config', place.directory, 'login', ...login]
      : ['login', '--authfile', place.authFile, ...login];
  const failed = { client: name, host, credential };
  let last: ProgramResult | undefined;
  /* v8 ignore next 5 -- While there is none, the first try has the same time limit, and ends before. */
  const describeLast = (): string | undefined =>
    last === undefined
      ? undefined
      : describeResult(last).replace(/^(?:ended with|was ended by) /, '');
  const tryOnce = async (): Promise<ProgramResult> => {
    const result = await runProgram({
      what,
      path,
      args,
      deadline,
      input: credential.secret,
      environment: leadTo(place),
    }).catch((error: unknown) => {
      throw error instanceof ActionError ? error : explainUnstarted(failed, error);
    });
    if (result.exitCode !== 0 && isTransientFailure(result.output, host)) {
      last = result;
      throw new TransientFailure(result);
    }
    return result;
  };
  const attempts = retry(tryOnce, {
    tries: TRIES,
    firstDelayMs: FIRST_DELAY_MS,
    longestDelayMs: LONGEST_DELAY_MS,
    mayHelp: (error) => error instanceof TransientFailure && deadline.remainingMs() > 0,
    onRetry: (next) => info(`\`${what}\` ended with ${describeLast()}; ${nameRetry(next)}`),
  });
  const result = await deadline
    .race(attempts, what, describeLast)
    .catch((error: unknown) => {
      throw hasCode(error, 'timed-out') ? explainClientTimeout(error, last?.output) : error;
    })
    .catch(resultOf);
  if (result.exitCode !== 0) {
    throw explainClientFailure(failed, result);
  }
}

/** A login that was written somewhere else, for example to the files of root by `sudo`, must not stay there. */
async function logOut(program: ContainerProgram, place: Place, host: string): Promise<void> {
  const { name, path, deadline } = program;
  const args =
    name === 'docker'
      ? ['--config', place.directory, 'logout', host]
      : ['logout', '--authfile', place.authFile, host];
  const what = `${name} logout ${host}`;
  try {
    await runProgram({ what, path, args, input: '', deadline, environment: leadTo(place) });
  } catch {
    // The error that follows says that the login may be there.
  }
}

function noLogin({ name }: ContainerProgram, host: string): ActionError {
  return new ActionError('check-failed', {
    problem: `${name} says that it logged in to ${host}, but wrote no login. In case the login is somewhere else, this step ran \`${name} logout ${host}\`.`,
    fix: `Use \`client: file\`, which needs no container client. If ${name} is a script that starts another client, make sure that it passes on its environment and its arguments.`,
    link: LINKS.dockerConfig,
  });
}

/** Points every client that may have this name to the private files. */
function leadTo({ directory, authFile }: Place): Readonly<Record<string, string>> {
  return { DOCKER_CONFIG: directory, REGISTRY_AUTH_FILE: authFile };
}

function hasWritten({ config, authFile }: Place, host: string): boolean {
  return [config, authFile].some((file) => hasLogin(file, host));
}

/** Turns the last of several temporary failures into a result, so that it is explained like any other failure. */
function resultOf(error: unknown): ProgramResult {
  if (error instanceof TransientFailure) {
    return error.result;
  }
  throw error;
}

const WrittenSchema = v.object({
  auths: v.record(v.string(), v.nullish(v.looseObject({}))),
});

function hasLogin(file: string, host: string): boolean {
  const written = v.safeParse(WrittenSchema, parseJson(String(readAtOnce(file))));
  return written.success && Object.keys(written.output.auths[host] ?? {}).length > 0;
}
