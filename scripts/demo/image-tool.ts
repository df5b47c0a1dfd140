import { join } from 'node:path';
import type { IbmCloud } from '../../test/ibm-cloud/index.ts';
import type { Job } from '../../test/runner/index.ts';
import { type Attempt, ImageClient } from './image-client.ts';
import { readAuth } from './read-auth.ts';

/** Pulls and pushes images with the login in a Docker config. */
export interface ImageTool {
  readonly name: string;
  readonly pull: (
    configPath: string,
    host: string,
    repository: string,
    tag: string,
  ) => Promise<Attempt>;
  readonly push: (
    configPath: string,
    host: string,
    repository: string,
    tag: string,
  ) => Promise<Attempt>;
}

/** The real `skopeo`, as a step of a job. */
export function skopeo(job: Job, directory: string): ImageTool {
  const copy = async (configPath: string, from: string, to: string): Promise<Attempt> => {
    const args = ['copy', '--quiet', '--authfile', configPath, from, to];
    const { exitCode, stderr } = await job.run('skopeo', args);
    return {
      isAllowed: exitCode === 0,
      what: exitCode === 0 ? 'exit code 0' : findMessage(stderr),
    };
  };
  const pulled = join(directory, 'pulled');
  return {
    name: 'skopeo',
    pull: (config, host, repository, tag) =>
      copy(config, `docker://${host}/${repository}:${tag}`, `dir:${pulled}`),
    push: (config, host, repository, tag) =>
      copy(config, `dir:${pulled}`, `docker://${host}/${repository}:${tag}`),
  };
}

/** The requests that container clients make, for a machine without one. */
export function plainRequests(cloud: IbmCloud): ImageTool {
  const client = new ImageClient(cloud);
  return {
    name: 'plain HTTPS requests (skopeo is not installed)',
    pull: (config, host, repository, tag) =>
      client.pull(readAuth(config, host), host, repository, tag),
    push: (config, host, repository) => client.push(readAuth(config, host), host, repository),
  };
}

/** The last clause of what skopeo says, which tells the reason. */
function findMessage(stderr: string): string {
  const message = /msg="((?:[^"\\]|\\.)*)"/.exec(stderr)?.[1] ?? stderr;
  const clauses = message
    .replaceAll('\\n', ' ')
    .trim()
    .split(/: (?=\w)/);
  return clauses.slice(-2).join(': ');
}
