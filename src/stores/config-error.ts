import { type ParseError, parse } from 'jsonc-parser';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { isFileError } from '../files/files.ts';
import { disarm } from '../text/disarm.ts';
import { isTooDeep, parseJson } from '../text/json.ts';
import type { Flaw } from './docker-config.ts';

const ELSEWHERE =
  'or set DOCKER_CONFIG for the job to another directory, for example one in RUNNER_TEMP.';

/** Explains a config that is not JSON as Docker writes it. None of its text is repeated: it has secrets in it. */
export function malformedConfig(path: string, text: string): ActionError {
  return new ActionError('config-malformed', {
    problem: `${disarm(path)} is not a Docker config: ${describeFlaw(text)}. It was not changed.`,
    fix: `Correct the file, or move it away, ${ELSEWHERE} \`config: isolated\` does not help here: it starts from a copy of this file.`,
    link: LINKS.dockerConfig,
  });
}

function describeFlaw(text: string): string {
  if (isTooDeep(text)) {
    return 'it is nested too deeply';
  }
  if (parseJson(text) !== undefined) {
    return 'it, or its `auths`, is not a JSON object';
  }
  // JSON.parse does not say where.
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const before = text.slice(0, errors[0]?.offset);
  const column = before.length - before.lastIndexOf('\n');
  return `it is not valid JSON, see line ${before.split('\n').length}, column ${column}`;
}

/** Explains a config with a member of a wrong type: Docker would ignore all of it, the new login too. */
export function unreadableMember(path: string, { path: names, expected }: Flaw): ActionError {
  return new ActionError('config-malformed', {
    problem: `Docker cannot load ${disarm(path)}: \`${disarm(names.join('.'))}\` must be ${expected}. The file was not changed, because Docker would not find any login in it.`,
    fix: `Correct or remove that member, use \`config: isolated\`, which leaves it out, ${ELSEWHERE}`,
    link: LINKS.dockerConfig,
  });
}

/** Explains a failure of the file system; anything else is returned as it is. */
export function explainFileError(path: string, error: unknown): unknown {
  if (isFileError(error, 'ELOCKED', 'ECHANGED')) {
    return new ActionError('config-busy', {
      problem: `Other jobs or programs kept ${path} locked, or kept changing it, until the time was up.`,
      fix: `Use \`config: isolated\`, run the job again, raise the input \`timeout\`, ${ELSEWHERE}`,
      link: LINKS.dockerConfig,
      cause: error,
    });
  }
  if (error instanceof Error && 'syscall' in error) {
    return new ActionError('config-not-writable', {
      problem: `${path} cannot be read or changed: ${disarm(error.message)}`,
      fix: `Use \`config: isolated\`. Otherwise, let the user of the runner change the file and its directory, free disk space, ${ELSEWHERE}`,
      link: LINKS.dockerConfig,
      cause: error,
    });
  }
  return error;
}
