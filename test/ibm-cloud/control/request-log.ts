import type { IncomingHttpHeaders } from 'node:http';
import { type ReceivedRequest, readContentType } from '../network/http-message.ts';

/** What the log records about a request. */
export interface RequestRecord {
  /** When it was received, according to the double's clock. */
  readonly at: number;
  readonly host: string;
  readonly service: 'iam' | 'registry';
  /** Name of the registry that received it, for example `us-south`. */
  readonly registry?: string;
  readonly method: string;
  readonly path: string;
  /** The query. Values of a repeated name are joined with spaces. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Fields of a form body. */
  readonly form?: Readonly<Record<string, string>>;
  /** The parsed value of a JSON body. */
  readonly json?: unknown;
  readonly connectionId: number;
  readonly transactionId: string;
  /** The status of the reply, or `undefined` if there is none yet. */
  readonly status?: number;
  /** Whether the whole reply reached a client that was still connected. */
  readonly replied: boolean;
  /** The kind of fault that was applied. */
  readonly fault?: string;
}

/** A record that is still being written. */
export type OpenRecord = { -readonly [Key in keyof RequestRecord]: RequestRecord[Key] };

/** Selects requests. All given fields must match. */
export interface RequestMatch {
  /** A host name, `iam`, `registry`, or the name of one registry (`us-south`). */
  readonly host?: string;
  readonly method?: string;
  /** The whole path, or a pattern that matches part of it. */
  readonly path?: string | RegExp;
  /** Any other condition, for example on the grant type of a form. */
  readonly when?: (request: RequestRecord) => boolean;
}

/** Starts the record of a request. */
export function toRecord(request: ReceivedRequest, at: number): OpenRecord {
  const { service } = request;
  return {
    at,
    host: request.host,
    service: service.kind,
    ...(service.kind === 'registry' ? { registry: service.registry.name } : {}),
    method: request.method,
    path: request.path,
    query: toFields(request.query),
    headers: request.headers,
    ...readFields(request),
    connectionId: request.connectionId,
    transactionId: request.transactionId,
    replied: false,
  };
}

/** Whether a request matches. */
export function isMatch(match: RequestMatch, request: RequestRecord): boolean {
  const { host, method, path, when } = match;
  return (
    (host === undefined || [request.host, request.service, request.registry].includes(host)) &&
    (method === undefined || method === request.method) &&
    (path === undefined ||
      (typeof path === 'string' ? path === request.path : request.path.search(path) >= 0)) &&
    (when === undefined || when(request))
  );
}

function readFields(request: ReceivedRequest): Pick<RequestRecord, 'form' | 'json'> {
  switch (readContentType(request.headers)) {
    case 'application/x-www-form-urlencoded':
      return { form: toFields(new URLSearchParams(request.body.toString('utf8'))) };
    case 'application/json':
      return readJson(request.body);
    default:
      return {};
  }
}

function readJson(body: Buffer): Pick<RequestRecord, 'json'> {
  try {
    return { json: JSON.parse(body.toString('utf8')) };
  } catch {
    // If a body is not valid JSON, the service refuses it. The log only omits it.
    return {};
  }
}

function toFields(parameters: URLSearchParams): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of new Set(parameters.keys())) {
    fields[name] = parameters.getAll(name).join(' ');
  }
  return fields;
}
