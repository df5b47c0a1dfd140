import { type ParseError, parse } from 'jsonc-parser';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { FileTooLong, isFileError, isWithin, NotAFile } from '../files/files.ts';
import { temporaryDirectory } from '../runner/job.ts';
import { disarm } from '../text/disarm.ts';
import { isTooDeep, parseJson } from '../text/json.ts';
import type { Flaw } from './docker-config.ts';

const ELSEWHERE =
  'or set DOCKER_CONFIG for the job to another directory, for example one in RUNNER_TEMP.';

/** Explains a config that is not JSON as Docker writes it. Never quotes the file, because it contains secrets. */
export function malformedConfig(path: string, text: string): ActionError {
  return new ActionError('config-malformed', {
    problem: `${disarm(path)} is not a Docker config: ${describeFlaw(text)}. It was not changed.`,
    fix: `Correct the file, or move it away, ${ELSEWHERE} \`config: isolated\` does not help here: it starts from a copy of this file.`,
    link: LINKS.dockerConfig,
  });
}

function describeFlaw(text: string): string {
  if (isTooDeep(text)) {
    return 'its JSON is nested too deeply';
  }
  if (parseJson(text) !== undefined) {
    return 'it, or its `auths`, is not a JSON object';
  }
  // JSON.parse does not tell the position.
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const before = text.slice(0, errors[0]?.offset);
  const column = before.length - before.lastIndexOf('\n');
  return `its JSON is invalid, see line ${before.split('\n').length}, column ${column}`;
}

/** Members that Docker ignores since version 29. Buildx, Compose, Helm and others may contain the code of an older one. */
const REMOVED = /^experimental$|^auths\..*\.email$/;

/** Explains a config with a member of the wrong type: Docker would ignore the whole file, with the new login. */
export function unreadableMember(path: string, { path: names, expected }: Flaw): ActionError {
  const readers = REMOVED.test(names.join('.'))
    ? 'Docker before version 29, and clients that contain its code,'
    : 'Docker';
  return new ActionError('config-malformed', {
    problem: `${readers} cannot load ${disarm(path)}: \`${disarm(names.join('.'))}\` must be ${expected}. The file was not changed, because Docker would not find any login in it.`,
    fix: `Correct or remove that member. Or use \`config: isolated\`, which leaves it out, ${ELSEWHERE}`,
    link: LINKS.dockerConfig,
  });
}

/**
 * Explains an error of the file system or of a lock.
 *
 * @returns an ActionError `config-busy` or `config-not-writable`, or any other error unchanged.
 */
export function explainFileError(path: string, error: unknown): unknown {
  if (isFileError(error, 'ELOCKED', 'ECHANGED')) {
    return new ActionError('config-busy', {
      problem: `Another job or program kept ${disarm(path)} locked, or kept changing it, until \`timeout\` was over.`,
      fix: `Use \`config: isolated\`, run the job again, raise the input \`timeout\`, ${ELSEWHERE}`,
      link: LINKS.dockerConfig,
      cause: error,
    });
  }
  if (error instanceof Error && 'syscall' in error) {
    return new ActionError('config-not-writable', {
      problem: `${disarm(path)} cannot be read or changed: ${disarm(error.message)}`,
      fix: adviseOnAccess(path, error),
      link: LINKS.dockerConfig,
      cause: error,
    });
  }
  return error;
}

function adviseOnAccess(path: string, error: Error): string {
  // What cannot be read cannot be copied either, so `config: isolated` would not help.
  if (error instanceof NotAFile) {
    return `Remove it, or replace it with a file, ${ELSEWHERE}`;
  }
  if (error instanceof FileTooLong) {
    return `Remove it, or replace it with a shorter file, ${ELSEWHERE}`;
  }
  if (isFileError(error, 'ENOTDIR', 'ELOOP')) {
    return `Correct this path, ${ELSEWHERE}`;
  }
  // A private config is in this directory.
  if (isWithin(path, temporaryDirectory())) {
    return 'Free some space on the disk that contains RUNNER_TEMP, and give the user of the runner write access to that directory.';
  }
  return `Use \`config: isolated\`. Otherwise, give the user of the runner write access to the file and its directory, free disk space, ${ELSEWHERE}`;
}
