import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { IbmCloud } from '../../test/ibm-cloud/index.ts';
import type { Job } from '../../test/runner/index.ts';
import { readAuth } from './read-auth.ts';

const MANIFEST =
  'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';

/** The result of one attempt to pull or push. */
export interface Attempt {
  readonly isAllowed: boolean;
  /** In words: `2 blobs, 1234 bytes, every digest right`, `refused: HTTP 401`. */
  readonly what: string;
}

/** An image, and the Docker config that contains the login for it. */
export interface Image {
  readonly config: string;
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

/** Pulls and pushes images with the login in a Docker config. */
export interface ImageTool {
  readonly name: string;
  readonly pull: (image: Image) => Promise<Attempt>;
  readonly push: (image: Image) => Promise<Attempt>;
}

/** The real `skopeo`, as a step of a job. */
export function skopeo(job: Job, directory: string): ImageTool {
  const pulled = `dir:${join(directory, 'pulled')}`;
  const copy = async (config: string, from: string, to: string): Promise<Attempt> => {
    const args = ['copy', '--quiet', '--authfile', config, from, to];
    const { exitCode, stderr } = await job.run('skopeo', args);
    const isAllowed = exitCode === 0;
    return { isAllowed, what: isAllowed ? 'exit code 0' : findMessage(stderr) };
  };
  const name = ({ host, repository, tag }: Image): string =>
    `docker://${host}/${repository}:${tag}`;
  return {
    name: 'skopeo',
    pull: (image) => copy(image.config, name(image), pulled),
    push: (image) => copy(image.config, pulled, name(image)),
  };
}

/** The end of skopeo's message, which contains the reason. */
function findMessage(stderr: string): string {
  const message = /msg="((?:[^"\\]|\\.)*)"/.exec(stderr)?.[1] ?? stderr;
  const clauses = message
    .replaceAll('\\n', ' ')
    .trim()
    .split(/: (?=\w)/);
  return clauses.slice(-2).join(': ');
}

/** The requests that container clients make, for a machine without a client. */
export function plainRequests(cloud: IbmCloud): ImageTool {
  const agent = new Agent({ ca: cloud.ca, proxyEnv: { HTTPS_PROXY: cloud.proxyUrl } });
  const send = async (method: string, url: string, headers: Record<string, string>) => {
    const sent = request(url, { agent, method, headers }).end();
    const [response] = await once(sent, 'response');
    return { status: response.statusCode, body: await buffer(response) };
  };
  const askToken = async ({ config, host, repository }: Image, actions: string) => {
    const scope = `repository:${repository}:${actions}`;
    const url = `https://${host}/oauth/token?${new URLSearchParams({ service: 'registry', scope })}`;
    const { status, body } = await send('GET', url, {
      authorization: `Basic ${readAuth(config, host)}`,
    });
    return status === 200 ? `Bearer ${JSON.parse(body.toString()).token}` : undefined;
  };
  return {
    name: 'plain HTTPS requests (skopeo is not installed)',
    pull: async (image) => {
      const authorization = await askToken(image, 'pull');
      if (authorization === undefined) {
        return { isAllowed: false, what: 'refused at the login' };
      }
      const base = `https://${image.host}/v2/${image.repository}`;
      const manifest = await send('GET', `${base}/manifests/${image.tag}`, {
        authorization,
        accept: MANIFEST,
      });
      if (manifest.status !== 200) {
        return { isAllowed: false, what: `refused: HTTP ${manifest.status}` };
      }
      const { config, layers } = JSON.parse(manifest.body.toString());
      const digests: readonly string[] = [config, ...layers].map(({ digest }) => digest);
      const blobs = await Promise.all(
        digests.map((digest) => send('GET', `${base}/blobs/${digest}`, { authorization })),
      );
      const isWhole = blobs.every(({ body }, index) => digestOf(body) === digests[index]);
      const bytes = blobs.reduce((sum, { body }) => sum + body.length, 0);
      return isWhole
        ? { isAllowed: true, what: `${blobs.length} blobs, ${bytes} bytes, every digest right` }
        : { isAllowed: false, what: 'a digest is wrong' };
    },
    push: async (image) => {
      const authorization = (await askToken(image, 'pull,push')) ?? '';
      const url = `https://${image.host}/v2/${image.repository}/blobs/uploads/`;
      const { status } = await send('POST', url, { authorization });
      return { isAllowed: status === 202, what: `HTTP ${status}` };
    },
  };
}

function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}
