import { randomUUID } from 'node:crypto';
import type { Reply } from '../network/http-message.ts';
import { isGranted } from '../registry/oauth-tokens.ts';
import { type Call, refuse, toDigest } from './memory-repository.ts';

/**
 * Handles uploads. POST starts one (or mounts a blob, or uploads everything), PATCH adds to it, PUT
 * completes it.
 */
export function answerUpload(call: Call): Reply {
  const { request, repository, reference } = call;
  const { uploads } = repository;
  if (request.method === 'POST' && reference === '') {
    return beginUpload(call);
  }
  const content = uploads.get(reference);
  if (content === undefined) {
    return refuse(404, 'BLOB_UPLOAD_UNKNOWN');
  }
  switch (request.method) {
    case 'PATCH':
      uploads.set(reference, Buffer.concat([content, request.body]));
      return acceptUpload(call, reference, 202);
    case 'PUT':
      uploads.delete(reference);
      return storeBlob(call, Buffer.concat([content, request.body]));
    case 'GET':
      return acceptUpload(call, reference, 204);
    case 'DELETE':
      uploads.delete(reference);
      return { status: 204 };
    default:
      return refuse(405, 'UNSUPPORTED');
  }
}

function beginUpload(call: Call): Reply {
  const { request, repository, query, find } = call;
  const digest = query.get('mount') ?? '';
  const source = query.get('from') ?? '';
  const mounted = isGranted(request.access, source, 'pull')
    ? find(source).blobs.get(digest)
    : undefined;
  if (mounted !== undefined) {
    repository.blobs.set(digest, mounted);
    return acceptBlob(call, digest);
  }
  if (query.has('digest')) {
    return storeBlob(call, request.body);
  }
  const id = randomUUID();
  repository.uploads.set(id, request.body);
  return acceptUpload(call, id, 202);
}

function storeBlob(call: Call, content: Buffer): Reply {
  const digest = call.query.get('digest') ?? '';
  if (digest !== toDigest(content)) {
    return refuse(400, 'DIGEST_INVALID');
  }
  call.repository.blobs.set(digest, content);
  return acceptBlob(call, digest);
}

function acceptBlob({ name }: Call, digest: string): Reply {
  return {
    status: 201,
    headers: { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest },
  };
}

function acceptUpload({ name, repository }: Call, id: string, status: number): Reply {
  const size = repository.uploads.get(id)?.length ?? 0;
  return {
    status,
    headers: {
      location: `/v2/${name}/blobs/uploads/${id}`,
      'docker-upload-uuid': id,
      range: `0-${Math.max(0, size - 1)}`,
    },
  };
}
