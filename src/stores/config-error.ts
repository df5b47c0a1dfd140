import { type ParseError, parse } from 'jsonc-parser';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { isFileError } from '../files/files.ts';
import { disarm } from '../text/disarm.ts';
import { parseJson } from '../text/json.ts';
import { type Flaw, isTooDeep } from './docker-config.ts';

const ELSEWHERE =
  'or point the variable DOCKER_CONFIG of the job to a directory of its own, such as one below RUNNER_TEMP.';

/** Explains a config that is not JSON as Docker writes it. None of its text is repeated: it holds secrets. */
export function malformedConfig(path: string, text: string): ActionError {
  return new ActionError('config-malformed', {
    problem: `${disarm(path)} is not a Docker config: ${describeFlaw(text)}. It was left as it is.`,
    fix: `Repair or remove the file, ${ELSEWHERE}`,
    link: LINKS.dockerConfig,
  });
}

function describeFlaw(text: string): string {
  if (isTooDeep(text)) {
    return 'it nests too deeply';
  }
  if (parseJson(text) !== undefined) {
    return 'it is no JSON object, or its `auths` is none';
  }
  // JSON.parse does not say where.
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const before = text.slice(0, errors[0]?.offset);
  const column = before.length - before.lastIndexOf('\n');
  return `it is no JSON, see line ${before.split('\n').length}, column ${column}`;
}

/** Explains a config with a member of a wrong type: Docker would drop all of it, the new login too. */
export function unreadableMember(path: string, { path: names, expected }: Flaw): ActionError {
  return new ActionError('config-malformed', {
    problem: `Docker cannot load ${disarm(path)}: \`${disarm(names.join('.'))}\` has to be ${expected}. It was left as it is, because Docker would find no login in it.`,
    fix: `Correct or remove that member, use \`config: isolated\`, which leaves it out, ${ELSEWHERE}`,
    link: LINKS.dockerConfig,
  });
}

/** Explains a failure of the file system; anything else is handed back. */
export function explainFileError(path: string, error: unknown): unknown {
  if (isFileError(error, 'ELOCKED', 'ECHANGED')) {
    return new ActionError('config-busy', {
      problem: `${path} is being written by other jobs or programs all the time, and the turn of this step did not come.`,
      fix: `Run the job again, raise the input \`timeout\`, ${ELSEWHERE}`,
      link: LINKS.dockerConfig,
      cause: error,
    });
  }
  if (error instanceof Error && 'syscall' in error) {
    return new ActionError('config-not-writable', {
      problem: `${path} cannot be read or changed: ${disarm(error.message)}`,
      fix: `Use \`config: isolated\`, give the user of the runner the right to change the file and its directory, make room on the disk, ${ELSEWHERE}`,
      link: LINKS.dockerConfig,
      cause: error,
    });
  }
  return error;
}
