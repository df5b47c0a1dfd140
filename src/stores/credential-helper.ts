import * as v from 'valibot';
import { ActionError } from '../errors/action-error.ts';
import { summarizeError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import type { BasicCredential } from '../registry/registry.ts';
import { findProgram } from '../runner/find-program.ts';
import { describeResult, type FinishedProgram, runProgram } from '../runner/program.ts';
import { disarm } from '../text/disarm.ts';
import { findObjects, type JsonObject, parseJsonObject } from '../text/json.ts';
import { Deadline } from '../time/deadline.ts';
import { foldName } from './docker-config.ts';
import type { Store } from './store.ts';

/** A helper that takes longer is waiting for a person, for example to unlock a keychain. */
const LONGEST_SECONDS = 15;

/** How a helper says that it has no entry. Docker expects this text, and all of Docker's own helpers print it. */
const NOT_FOUND = /credentials not found in native keychain/i;

const AnswerSchema = v.object({ username: v.nullish(v.string(), ''), secret: v.string() });

/** The helpers that did not finish, most often because time ran out. They are not started again. */
const hung = new Map<string, ActionError>();

/**
 * Opens a credential helper by its program `docker-credential-<name>`. An entry is the answer of its `get` without
 * the server URL: `{"Username": …, "Secret": …}`. Each write or removal is verified by reading the entry again,
 * because some helpers report a success that did not happen.
 *
 * @throws ActionError `credential-store` if there is no such program. The methods throw it if the helper fails.
 */
export async function openCredentialHelper(name: string, deadline: Deadline): Promise<Store> {
  const program = `docker-credential-${name}`;
  // Anything but a plain name could lead to a program in a directory of someone else's choice.
  const path = /^[\w.-]+$/.test(name) ? findProgram(program) : undefined;
  if (path === undefined) {
    throw storeFailed(name, `Its program \`${disarm(program)}\` is not on the PATH of this step.`);
  }
  const call = (verb: Verb, input: string): Promise<FinishedProgram> =>
    callHelper({ name, path, verb, input, deadline });
  const read = async (host: string): Promise<string | undefined> => {
    const result = await call('get', host);
    if (NOT_FOUND.test(result.stdout)) {
      return undefined;
    }
    if (result.exitCode !== 0) {
      // Helpers print errors to standard output, which may also contain a secret.
      const isSecret = result.stdout.includes('{');
      throw refused(name, 'get', isSecret ? { ...result, output: '' } : result);
    }
    return readAnswer(name, result.stdout);
  };
  return {
    read,
    write: async (host, entry) => {
      const login: JsonObject = { ServerURL: host, ...parseJsonObject(entry) };
      const result = await call('store', JSON.stringify(login));
      if (result.exitCode !== 0) {
        const output = withoutSecret(result.output, String(login['Secret']));
        throw refused(name, 'store', { ...result, output });
      }
      if ((await read(host)) !== entry) {
        throw notKept(name, host);
      }
    },
    remove: async (host) => {
      // Some helpers fail if there is nothing to erase.
      const result = await call('erase', host);
      if ((await read(host)) !== undefined) {
        throw refused(name, 'erase', result);
      }
    },
  };
}

type Verb = 'get' | 'store' | 'erase';

interface Call {
  readonly name: string;
  readonly path: string;
  readonly verb: Verb;
  readonly input: string;
  readonly deadline: Deadline;
}

async function callHelper({ name, path, verb, input, deadline }: Call): Promise<FinishedProgram> {
  const before = hung.get(name);
  if (before !== undefined) {
    throw before;
  }
  // At most half of the remaining time: the rest is for undoing what was done before.
  const limit = new Deadline(Math.min(LONGEST_SECONDS, deadline.remainingMs() / 2000));
  const what = nameCall(name, verb);
  try {
    return await runProgram({ what, path, args: [verb], input, deadline: limit });
  } catch (error) {
    const failure = storeFailed(name, summarizeError(error));
    hung.set(name, failure);
    throw failure;
  }
}

/**
 * Parses the answer of `get` as Docker does: ignores the case of member names, and what follows the object. The answer
 * is never quoted, because it contains a secret.
 */
function readAnswer(name: string, text: string): string | undefined {
  // Some helpers print lines of their own first, perhaps with braces in them.
  for (const object of findObjects(text)) {
    const members = Object.entries(object).map(([key, value]) => [foldName(key), value]);
    const { success, output } = v.safeParse(AnswerSchema, Object.fromEntries(members));
    if (success) {
      const { username: Username, secret: Secret } = output;
      return `${Username}${Secret}` === '' ? undefined : JSON.stringify({ Username, Secret });
    }
  }
  throw storeFailed(name, `${nameCall(name, 'get')} returned something that is not a login.`);
}

/** Removes a secret from text. It can be that of someone else's entry, which the log does not mask. */
function withoutSecret(text: string, secret: string): string {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return text.replaceAll(secret, '***').replaceAll(inJson, '***');
}

function refused(name: string, verb: Verb, result: FinishedProgram): ActionError {
  return storeFailed(name, `${nameCall(name, verb)} ${describeResult(result)}`);
}

function nameCall(name: string, verb: Verb): string {
  return `\`docker-credential-${name} ${verb}\``;
}

/** The entry of a login, as JSON text in the format of a credential helper. */
export function formatHelperEntry({ username, secret }: BasicCredential): string {
  return JSON.stringify({ Username: username, Secret: secret });
}

/**
 * Explains the failure of a credential helper.
 *
 * @param problem what went wrong, safe to print.
 */
export function storeFailed(name: string, problem: string): ActionError {
  return new ActionError('credential-store', {
    problem: `The credential helper "${disarm(name)}", which the Docker config names, failed. ${problem}`,
    fix: 'Repair or unlock the credential helper, or add `config: isolated`, which gives the job a private Docker config without a credential helper.',
    link: LINKS.dockerCredentialStores,
  });
}

/** Explains a credential helper that reports that it stored a login, but then returns another one or none. */
export function notKept(name: string, host: string): ActionError {
  return storeFailed(name, `It reported that it stored the login to ${host}, but it did not.`);
}

/** Explains why a credential helper is not asked to remove a login: only a helper that the config names is started. */
export function notNamed(name: string, host: string): ActionError {
  return new ActionError('credential-store', {
    problem: `The config no longer names the credential helper "${disarm(name)}" for ${host}, so it was not started. It may still have the login.`,
    fix: `Name it in the config again and run \`docker logout ${host}\`, or remove the entry with the helper itself.`,
    link: LINKS.dockerCredentialStores,
  });
}
