import * as v from 'valibot';
import { parseJson } from '../text/json.ts';
import { optionalText } from '../text/schemas.ts';

/** A reply from a server, with any status. */
export interface HttpReply {
  readonly host: string;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** IBM's ID of the request, if the reply contains one. */
  readonly transactionId: string | undefined;
}

/** Whether another try may help after this reply. */
export function isBusy({ status }: HttpReply): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Whether a reply says that the request was done. */
export function isGood({ status }: HttpReply): boolean {
  return status >= 200 && status <= 299;
}

/** When the server sent the reply, by its own clock, in milliseconds; `undefined` without a readable `Date` header. */
export function readDate({ headers }: HttpReply): number | undefined {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** Reads the body of a reply. Returns `undefined` if the body does not match the schema. */
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

/** A longer message from a service is cut before it is searched. */
const MESSAGE_CHARACTERS = 4_000;

/** What a refusal from IBM Cloud says. Any member may be missing. */
export interface ServiceError {
  /** `BXNIM0415E`, `CRG0009E`, `UNAUTHORIZED`. */
  readonly code: string | undefined;
  /** This text is not trusted: disarm it before it is printed. */
  readonly message: string | undefined;
}

/** Reads the code and the message of a refusal. */
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

/** Reads the ID that IBM's support asks for from the headers, or from the body of an error of the registry. */
export function readTransactionId(
  headers: Readonly<Record<string, string>>,
  body: string,
): string | undefined {
  const named = TRANSACTION_HEADERS.map((name) => headers[name]).find(
    (value) => value !== undefined,
  );
  const refusal = v.safeParse(RefusalSchema, parseJson(body));
  const id = named ?? (refusal.success ? refusal.output['request-id'] : undefined);
  // Only what looks like an ID is repeated, because headers are not trusted.
  return id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? id : undefined;
}
