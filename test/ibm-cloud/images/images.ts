import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Reply } from '../network/http-message.ts';
import type { World } from '../world.ts';
import type { Backend } from './backend.ts';

/** The location of an image: registry, repository and tag. */
export interface ImageName {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';

const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** An empty archive: two zero blocks. */
const EMPTY_ARCHIVE = Buffer.alloc(1024);

/** Pushes a small image with one layer directly to the store of a registry. */
export async function pushImage(world: World, backend: Backend, image: ImageName): Promise<void> {
  const layer = gzipSync(EMPTY_ARCHIVE);
  const config = Buffer.from(JSON.stringify(describe(image)));
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: { mediaType: CONFIG_TYPE, ...measure(config) },
    layers: [{ mediaType: LAYER_TYPE, ...measure(layer) }],
  };
  const send = await createSender(world, backend, image);
  for (const blob of [layer, config]) {
    const begun = await send('POST', 'blobs/uploads/');
    const location = String(begun.headers?.['location']);
    const separator = location.includes('?') ? '&' : '?';
    const { digest } = measure(blob);
    await send('PUT', `${location}${separator}digest=${encodeURIComponent(digest)}`, blob);
  }
  await send('PUT', `manifests/${image.tag}`, Buffer.from(JSON.stringify(manifest)));
}

/** Whether the store of a registry contains an image, regardless of permissions. */
export async function hasImage(world: World, backend: Backend, image: ImageName): Promise<boolean> {
  const reply = await (await createSender(world, backend, image, [404]))(
    'HEAD',
    `manifests/${image.tag}`,
  );
  return reply.status === 200;
}

type Sender = (method: string, path: string, body?: Buffer) => Promise<Reply>;

async function createSender(
  world: World,
  backend: Backend,
  { registry, repository }: ImageName,
  accepted: readonly number[] = [],
): Promise<Sender> {
  const access = [{ type: 'repository', name: repository, actions: ['pull', 'push'] }];
  const token = await world.oauthTokens.issue(registry, 'double', access);
  return async (method, path, body = Buffer.alloc(0)) => {
    const reply = await backend.respond({
      method,
      url: path.startsWith('/') ? path : `/v2/${repository}/${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        accept: MANIFEST_TYPE,
        'content-type': path.startsWith('manifests/') ? MANIFEST_TYPE : 'application/octet-stream',
      },
      body,
      token,
      access,
    });
    if (reply.status >= 400 && !accepted.includes(reply.status)) {
      throw new Error(`${method} ${path} of a seeded image: ${reply.status} ${reply.body}`);
    }
    return reply;
  };
}

function describe({ repository, tag }: ImageName): unknown {
  return {
    architecture: 'amd64',
    os: 'linux',
    config: { Labels: { image: `${repository}:${tag}` } },
    rootfs: { type: 'layers', diff_ids: [measure(EMPTY_ARCHIVE).digest] },
  };
}

function measure(content: Buffer): { readonly digest: string; readonly size: number } {
  return {
    digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
    size: content.length,
  };
}
