import { createHash } from 'node:crypto';
import { Agent, request } from 'node:https';
import type { IbmCloud } from '../../test/ibm-cloud/index.ts';

const MANIFEST =
  'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';

/** What a registry answered to one attempt. */
export interface Attempt {
  readonly isAllowed: boolean;
  /** In words: `pulled 2 blobs, 1234 bytes`, `refused: HTTP 401 denied`. */
  readonly what: string;
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * Pulls and pushes as container clients do, with the login that a Docker config holds: for machines without
 * a container client.
 */
export class ImageClient {
  readonly #agent: Agent;

  constructor(cloud: IbmCloud) {
    this.#agent = new Agent({ ca: cloud.ca, proxyEnv: { HTTPS_PROXY: cloud.proxyUrl } });
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Pulls an image, every blob of it, and compares the digests. */
  async pull(auth: string, host: string, repository: string, tag: string): Promise<Attempt> {
    const token = await this.#token(auth, host, repository, 'pull');
    if (token === undefined) {
      return { isAllowed: false, what: 'refused at the login' };
    }
    const base = `https://${host}/v2/${repository}`;
    const headers = { authorization: `Bearer ${token}` };
    const manifest = await this.#send('GET', `${base}/manifests/${tag}`, {
      ...headers,
      accept: MANIFEST,
    });
    if (manifest.status !== 200) {
      return { isAllowed: false, what: `refused: HTTP ${manifest.status}` };
    }
    const { config, layers } = JSON.parse(manifest.body.toString()) as {
      readonly config: { readonly digest: string };
      readonly layers: readonly { readonly digest: string }[];
    };
    const digests = [config, ...layers].map(({ digest }) => digest);
    const blobs = await Promise.all(
      digests.map((digest) => this.#send('GET', `${base}/blobs/${digest}`, headers)),
    );
    const whole = blobs.every(({ body }, index) => digestOf(body) === digests[index]);
    const bytes = blobs.reduce((sum, { body }) => sum + body.length, 0);
    return whole
      ? { isAllowed: true, what: `${blobs.length} blobs, ${bytes} bytes, every digest right` }
      : { isAllowed: false, what: 'a digest is wrong' };
  }

  /** Starts to push an image. */
  async push(auth: string, host: string, repository: string): Promise<Attempt> {
    const token = await this.#token(auth, host, repository, 'pull,push');
    const headers = { authorization: `Bearer ${token ?? ''}` };
    const { status } = await this.#send(
      'POST',
      `https://${host}/v2/${repository}/blobs/uploads/`,
      headers,
    );
    return { isAllowed: status === 202, what: `HTTP ${status}` };
  }

  async #token(
    auth: string,
    host: string,
    repository: string,
    actions: string,
  ): Promise<string | undefined> {
    const query = new URLSearchParams({
      service: 'registry',
      scope: `repository:${repository}:${actions}`,
    });
    const url = `https://${host}/oauth/token?${query}`;
    const { status, body } = await this.#send('GET', url, { authorization: `Basic ${auth}` });
    return status === 200
      ? (JSON.parse(body.toString()) as { readonly token: string }).token
      : undefined;
  }

  #send(method: string, url: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        { agent: this.#agent, method, headers: { ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }),
          );
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  }
}

function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}
