import { isJsonObject, parseJsonObject, stringMember } from '../text/json.ts';

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

/** What a refusing reply of IBM Cloud says: any member may be missing. */
export interface ServiceError {
  /** `BXNIM0415E`, `CRG0009E`, `UNAUTHORIZED`. */
  readonly code: string | undefined;
  /** Foreign text: disarm it before it is printed. */
  readonly message: string | undefined;
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
  const id = named ?? stringMember(parseJsonObject(body) ?? {}, 'request-id');
  // Only what looks like an ID is repeated: the rest of a header is foreign text.
  return id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? id : undefined;
}

/**
 * Reads the code and the text of a refusal in each of the shapes that IBM Cloud uses: IAM's token service
 * (`errorCode`, `errorMessage`), IAM's other services (`errors[].message_code`), the registry's
 * `/v2/` and `/oauth/token` (`errors[].code`) and its API (`code`, `message`). IAM's `errorDetails` is
 * left alone: it has been seen to contain the API key.
 */
export function readServiceError(body: string): ServiceError {
  const object = parseJsonObject(body) ?? {};
  const errors = object['errors'];
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const inner = isJsonObject(first) ? first : {};
  return {
    code:
      stringMember(object, 'errorCode') ??
      stringMember(inner, 'message_code') ??
      stringMember(inner, 'code') ??
      stringMember(object, 'code'),
    message:
      stringMember(object, 'errorMessage') ??
      stringMember(inner, 'message') ??
      stringMember(object, 'message'),
  };
}
