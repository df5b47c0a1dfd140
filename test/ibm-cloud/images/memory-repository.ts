import { createHash } from 'node:crypto';
import { type Reply, replyJson } from '../network/http-message.ts';
import type { BackendRequest } from './backend.ts';

interface Manifest {
  readonly type: string;
  readonly content: Buffer;
}

/** The content of one repository. */
export interface Repository {
  readonly blobs: Map<string, Buffer>;
  /** By digest. */
  readonly manifests: Map<string, Manifest>;
  /** Digests by tag. */
  readonly tags: Map<string, string>;
  readonly uploads: Map<string, Buffer>;
}

/** A parsed request. */
export interface Call {
  readonly request: BackendRequest;
  readonly name: string;
  readonly repository: Repository;
  /** A digest, a tag or an upload ID. */
  readonly reference: string;
  readonly query: URLSearchParams;
  /** Finds another repository, to mount a blob from it. */
  readonly find: (name: string) => Repository;
}

/** Creates an empty repository. */
export function createRepository(): Repository {
  return { blobs: new Map(), manifests: new Map(), tags: new Map(), uploads: new Map() };
}

/** Refuses a request with an error of the OCI distribution specification. */
export function refuse(status: number, code: string): Reply {
  return replyJson(status, {
    errors: [{ code, message: code.toLowerCase().replaceAll('_', ' ') }],
  });
}

/** The digest of a content. */
export function toDigest(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
