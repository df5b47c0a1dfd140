import * as v from 'valibot';
import type { ActionError } from '../errors/action-error.ts';
import { summarizeError } from '../errors/describe.ts';
import type { BasicCredential } from '../registry/registry.ts';
import { findProgram } from '../runner/find-program.ts';
import { type FinishedProgram, runProgram } from '../runner/program.ts';
import { describeResult } from '../runner/program-result.ts';
import { disarm } from '../text/disarm.ts';
import { type JsonObject, parseJson, parseJsonObject } from '../text/json.ts';
import { Deadline } from '../time/deadline.ts';
import type { Store } from './store.ts';
import { notKept, storeFailed } from './store-error.ts';

/** A store that takes longer waits for a person: for a keychain to be unlocked, for example. */
const LONGEST_SECONDS = 15;

/** What docker understands as "there is none"; every helper of Docker's own prints it. */
const NOT_FOUND = /credentials not found in native keychain/i;

const AnswerSchema = v.object({ Username: v.string(), Secret: v.string() });

/** The stores that did not answer in time: no one waits for them again. */
const hung = new Map<string, ActionError>();

/**
 * A credential helper, through its helper `docker-credential-<name>`. An entry is what `get` answers,
 * without the name of the server: `{"Username": …, "Secret": …}`. Whatever is written or removed is read
 * again: some stores say that they have done it, and have not.
 *
 * @throws ActionError `credential-store` where there is no such program.
 */
export async function openCredentialHelper(name: string, deadline: Deadline): Promise<Store> {
  const program = `docker-credential-${name}`;
  // What is no plain name could lead to a program in a directory of someone else's choice.
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
      // Its words are on standard output, where a secret may be as well.
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
      // Some helpers fail where there is nothing to erase.
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
  // Half of the time at most: the rest is for undoing what was done before.
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

/** The text of an answer is shown to no one: it holds a secret. */
function readAnswer(name: string, text: string): string | undefined {
  // Some print a line of their own in front.
  const answer = v.safeParse(AnswerSchema, parseJson(text.slice(text.indexOf('{'))));
  if (!answer.success) {
    throw storeFailed(name, `${nameCall(name, 'get')} answered something that is not a login.`);
  }
  const { Username, Secret } = answer.output;
  return `${Username}${Secret}` === '' ? undefined : JSON.stringify({ Username, Secret });
}

/** Not every secret that is carried is one that the log masks. */
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

/** The entry of a login in the words of a credential helper. */
export function formatHelperEntry({ username, secret }: BasicCredential): string {
  return JSON.stringify({ Username: username, Secret: secret });
}
