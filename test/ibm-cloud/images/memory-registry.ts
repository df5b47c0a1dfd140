import { type Reply, replyJson } from '../network/http-message.ts';
import { isGranted } from '../registry/oauth-tokens.ts';
import type { Backend, BackendRequest } from './backend.ts';
import {
  type Call,
  createRepository,
  type Repository,
  refuse,
  toDigest,
} from './memory-repository.ts';
import { answerUpload } from './memory-uploads.ts';

const ROUTE = /^\/v2\/(.+)\/(manifests|blobs|tags)\/(.*)$/;

/** An image store in memory, for machines without the registry program. */
export function createMemoryRegistry(): Backend {
  const repositories = new Map<string, Repository>();
  const find = (name: string): Repository => {
    const repository = repositories.get(name) ?? createRepository();
    repositories.set(name, repository);
    return repository;
  };
  return {
    respond: async (request) => respond(request, find),
    kill: () => repositories.clear(),
    stop: async () => repositories.clear(),
  };
}

function respond(request: BackendRequest, find: (name: string) => Repository): Reply {
  const url = new URL(request.url, 'https://icr.io');
  const [, name, kind, reference] = ROUTE.exec(url.pathname) ?? [];
  if (name === undefined || kind === undefined || reference === undefined) {
    return refuse(404, 'NAME_UNKNOWN');
  }
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isGranted(request.access, name, isRead ? 'pull' : 'push')) {
    return refuse(401, 'UNAUTHORIZED');
  }
  const call = { request, name, repository: find(name), query: url.searchParams, find };
  if (kind === 'manifests') {
    return answerManifest({ ...call, reference });
  }
  if (kind === 'tags') {
    return isRead && reference === 'list'
      ? replyJson(200, { name, tags: [...call.repository.tags.keys()].sort() })
      : refuse(405, 'UNSUPPORTED');
  }
  return reference.startsWith('uploads/')
    ? answerUpload({ ...call, reference: reference.slice('uploads/'.length) })
    : answerBlob({ ...call, reference });
}

function answerBlob({ request, repository, reference }: Call): Reply {
  const blob = repository.blobs.get(reference);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(405, 'UNSUPPORTED');
  }
  return blob === undefined
    ? refuse(404, 'BLOB_UNKNOWN')
    : send(blob, 'application/octet-stream', reference);
}

function answerManifest(call: Call): Reply {
  const { request, repository, reference } = call;
  if (request.method === 'PUT') {
    return storeManifest(call);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(405, 'UNSUPPORTED');
  }
  const digest = repository.tags.get(reference) ?? reference;
  const manifest = repository.manifests.get(digest);
  return manifest === undefined
    ? refuse(404, 'MANIFEST_UNKNOWN')
    : send(manifest.content, manifest.type, digest);
}

/** Accepts a manifest only if everything that it refers to exists. */
function storeManifest({ request, name, repository, reference }: Call): Reply {
  const digest = toDigest(request.body);
  const named = [...request.body.toString('utf8').matchAll(/"digest"\s*:\s*"([^"]+)"/g)];
  if (
    named.some(([, part = '']) => !repository.blobs.has(part) && !repository.manifests.has(part))
  ) {
    return refuse(404, 'MANIFEST_BLOB_UNKNOWN');
  }
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/vnd\.(oci\.image|docker\.distribution)\./.test(type)) {
    return refuse(400, 'MANIFEST_INVALID');
  }
  const isDigest = reference.startsWith('sha256:');
  if (isDigest && reference !== digest) {
    return refuse(400, 'DIGEST_INVALID');
  }
  repository.manifests.set(digest, { type, content: request.body });
  if (!isDigest) {
    repository.tags.set(reference, digest);
  }
  return {
    status: 201,
    headers: { location: `/v2/${name}/manifests/${digest}`, 'docker-content-digest': digest },
  };
}

/** Sets the length explicitly, because HEAD has no body. */
function send(content: Buffer, type: string, digest: string): Reply {
  return {
    status: 200,
    headers: {
      'content-type': type,
      'content-length': String(content.length),
      'docker-content-digest': digest,
      etag: `"${digest}"`,
    },
    body: content,
  };
}
