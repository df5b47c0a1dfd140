import type { IncomingHttpHeaders } from 'node:http';
import { type ReceivedRequest, readContentType } from '../network/http-message.ts';

/** What the log knows of one request. */
export interface RequestRecord {
  /** When it was received, by the double's clock. */
  readonly at: number;
  readonly host: string;
  readonly service: 'iam' | 'registry';
  /** Name of the registry that was asked, for example `us-south`. */
  readonly registry?: string;
  readonly method: string;
  readonly path: string;
  /** The query, with the values of a repeated name joined by spaces. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Fields of a form body. */
  readonly form?: Readonly<Record<string, string>>;
  /** Value of a JSON body. */
  readonly json?: unknown;
  readonly connectionId: number;
  readonly transactionId: string;
  /** What was answered; undefined as long as nothing was. */
  readonly status?: number;
  /** Whether the whole reply was handed over to a client that was still there. */
  readonly replied: boolean;
  /** Kind of the fault that was played on it. */
  readonly fault?: string;
}

/** A record that is still being written. */
export type OpenRecord = { -readonly [Key in keyof RequestRecord]: RequestRecord[Key] };

/** Which requests something is about; every given field must fit. */
export interface RequestMatch {
  /** A host name, `iam`, `registry`, or the name of one registry (`us-south`). */
  readonly host?: string;
  readonly method?: string;
  /** The whole path, or a pattern that finds something in it. */
  readonly path?: string | RegExp;
  /** Anything else, for example the grant type of a form. */
  readonly when?: (request: RequestRecord) => boolean;
}

/** Begins the record of a request. */
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

/** Whether a request is one of those meant. */
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
    // A body that is no JSON is the service's to refuse; the log only has nothing to show.
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
