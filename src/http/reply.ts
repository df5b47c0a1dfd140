import * as v from 'valibot';
import { parseJson } from '../text/json.ts';
import { optionalText } from '../text/schemas.ts';

/** A reply of a server, whatever its status. */
export interface HttpReply {
  readonly host: string;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** IBM's ID of the request, where the reply names one. */
  readonly transactionId: string | undefined;
}

/** Whether a reply asks to be tried again. */
export function isBusy({ status }: HttpReply): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Whether a reply says that the request was done. */
export function isGood({ status }: HttpReply): boolean {
  return status >= 200 && status <= 299;
}

/** When a server sent a reply, by its own clock; `undefined` where the reply has no readable `Date`. */
export function readDate({ headers }: HttpReply): number | undefined {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** Reads the body of a reply, `undefined` where it is not what the schema says. */
export function readBody<T extends v.GenericSchema>(
  schema: T,
  { body }: HttpReply,
): v.InferOutput<T> | undefined {
  const { success, output } = v.safeParse(schema, parseJson(body));
  return success ? output : undefined;
}

/**
 * A refusal in each of the shapes that IBM Cloud uses. IAM's token service has `errorCode` and `errorMessage`; IAM's
 * other services and the metadata service have `errors[]` with `message_code` or `code`. The registry has
 * `errors[].code` at `/v2/` and `/oauth/token`, and `code` and `message` in its API. IAM's `errorDetails` is left
 * alone: it has been seen to contain the API key.
 */
const RefusalSchema = v.object({
  errorCode: optionalText,
  errorMessage: optionalText,
  code: optionalText,
  message: optionalText,
  errors: v.fallback(
    v.optional(
      v.array(v.object({ message_code: optionalText, code: optionalText, message: optionalText })),
    ),
    undefined,
  ),
  'request-id': optionalText,
});

/** Longer words of a service are cut before they are read. */
const MESSAGE_CHARACTERS = 4_000;

/** What a refusing reply of IBM Cloud says: any member may be missing. */
export interface ServiceError {
  /** `BXNIM0415E`, `CRG0009E`, `UNAUTHORIZED`. */
  readonly code: string | undefined;
  /** Foreign text: disarm it before it is printed. */
  readonly message: string | undefined;
}

/** Reads the code and the text of a refusal. */
export function readServiceError(body: string): ServiceError {
  const { success, output } = v.safeParse(RefusalSchema, parseJson(body));
  if (!success) {
    return { code: undefined, message: undefined };
  }
  const { errorCode, errorMessage, code, message, errors } = output;
  const first = errors?.[0];
  return {
    code: errorCode ?? first?.message_code ?? first?.code ?? code,
    message: (errorMessage ?? first?.message ?? message)?.slice(0, MESSAGE_CHARACTERS),
  };
}

const TRANSACTION_HEADERS = ['transaction-id', 'x-correlation-id', 'x-request-id'];

/** The ID that IBM's support asks for: from the headers, else from the body of the registry's errors. */
export function readTransactionId(
  headers: Readonly<Record<string, string>>,
  body: string,
): string | undefined {
  const named = TRANSACTION_HEADERS.map((name) => headers[name]).find(
    (value) => value !== undefined,
  );
  const refusal = v.safeParse(RefusalSchema, parseJson(body));
  const id = named ?? (refusal.success ? refusal.output['request-id'] : undefined);
  // Only what looks like an ID is repeated: the rest of a header is foreign text.
  return id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? id : undefined;
}
