import type { Clock } from '../clock.ts';
import { newRequestId } from '../identifiers.ts';
import { type ReceivedRequest, type Reply, replyJson } from '../network/http-message.ts';
import type { Fault } from './faults.ts';

/** What the server finally does with the connection. */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'truncate'; readonly reply: Reply }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' };

/** What a hostile server returns instead of an error message. */
export const HOSTILE_TEXT = [
  'refused ##[save-state name=hostile]1',
  '::stop-commands::hostile',
  '::add-mask::hostile',
  '::set-output name=hostile::1\r',
  '\u001b[31mred\u001b[0m \u0007',
  '# Heading',
  '[link](https://example.com) <img src="https://example.com/x.png"> `code` | cell |',
].join('\n');

type FabricatedFault = Exclude<
  Fault,
  { kind: 'slow' | 'truncated' | 'mislabeled' | 'reset-after' }
>;

/** Creates the reply of a fault without processing the request. */
export function fabricate(fault: FabricatedFault, request: ReceivedRequest, clock: Clock): Outcome {
  switch (fault.kind) {
    case 'reset-before':
      return { kind: 'reset' };
    case 'hang':
      return { kind: 'hang' };
    case 'status':
      return { kind: 'reply', reply: fabricateStatus(fault, request, clock) };
    case 'redirect':
      return {
        kind: 'reply',
        reply: { status: fault.status ?? 307, headers: { location: fault.location } },
      };
    case 'nonsense':
      return { kind: 'reply', reply: fabricateNonsense(fault.as ?? 'html') };
    case 'hostile':
      return { kind: 'reply', reply: fabricateHostile(fault.status ?? 400, request, clock) };
    case 'rate-limit': {
      const after = fault.retryAfterSeconds;
      const reply = fabricateError(429, 'Too many requests.', request, clock);
      return {
        kind: 'reply',
        reply: {
          ...reply,
          headers: {
            ...reply.headers,
            ...(after === undefined ? {} : { 'retry-after': String(after) }),
          },
        },
      };
    }
  }
}

function fabricateStatus(
  fault: Extract<Fault, { kind: 'status' }>,
  request: ReceivedRequest,
  clock: Clock,
): Reply {
  const { status, body, contentType, headers } = fault;
  const plain =
    body === undefined
      ? fabricateError(status, `Status ${status}.`, request, clock)
      : typeof body === 'string'
        ? { status, headers: { 'content-type': 'text/plain' }, body }
        : replyJson(status, body);
  return {
    ...plain,
    headers: {
      ...plain.headers,
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...headers,
    },
  };
}

function fabricateNonsense(as: 'html' | 'broken-json' | 'other-json' | 'empty'): Reply {
  switch (as) {
    case 'html':
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>Welcome to this network</title><h1>Please sign in</h1>',
      };
    case 'broken-json':
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"access_token": "eyJ',
      };
    case 'other-json':
      return replyJson(200, [{ access_token: 1, token: null, apikeys: 'none' }]);
    case 'empty':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '' };
  }
}

function fabricateHostile(status: number, request: ReceivedRequest, clock: Clock): Reply {
  const reply = fabricateError(status, HOSTILE_TEXT, request, clock);
  const mark = '##[save-state name=hostile]1';
  return {
    ...reply,
    headers: { ...reply.headers, 'transaction-id': mark, 'x-request-id': mark },
  };
}

/** An error in the format of the service that received the request. */
function fabricateError(
  status: number,
  text: string,
  request: ReceivedRequest,
  clock: Clock,
): Reply {
  if (request.service.kind === 'iam') {
    return replyJson(
      status,
      request.path === '/identity/token'
        ? { errorCode: 'BXNIM0000E', errorMessage: text, errorDetails: text }
        : {
            status_code: status,
            errors: [{ code: 'error', message_code: 'BXNIM0000E', message: text, details: text }],
            trace: request.transactionId,
          },
    );
  }
  return replyJson(
    status,
    request.path.startsWith('/api/')
      ? { code: 'CRG0000E', message: text, 'request-id': newRequestId(clock.now()) }
      : { errors: [{ code: 'DENIED', message: text, detail: text }] },
  );
}
