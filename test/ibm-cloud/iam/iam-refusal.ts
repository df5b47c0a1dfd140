import type { Clock } from '../clock.ts';
import { type ReceivedRequest, type Reply, replyJson } from '../network/http-message.ts';

/** The reason why IAM refuses a request. */
export class IamRefusal extends Error {
  override name = 'IamRefusal' as const;
  readonly status: number;
  /** IBM's code, for example `BXNIM0415E`. */
  readonly code: string;
  readonly details: string | undefined;

  constructor(status: number, code: string, message: string, details?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/**
 * Used if no source says which code IBM uses. It is not one of IBM's codes, so that nothing can depend on
 * it: only the text tells such errors apart.
 */
export const UNKNOWN_CODE = 'BXNIM0000E';

/** The caller does not have permission. */
export function forbidden(): IamRefusal {
  return new IamRefusal(403, 'BXNIM0513E', 'You are not authorized to use this API');
}

/** A property of the request is invalid. */
export function invalidProperty(name: string, value: string, expected: string): IamRefusal {
  return new IamRefusal(
    400,
    'BXNIM0106E',
    'Property validation failed.',
    `Validation of property '${name}' with value '[${value}]' failed. Valid values: ${expected}`,
  );
}

/** A property of the request is missing. */
export function missingProperty(name: string): IamRefusal {
  return new IamRefusal(
    400,
    'BXNIM0109E',
    'Property missing or empty.',
    `Property '${name}' either missing or empty.`,
  );
}

/** The refusal in the format of the token service. */
export function toTokenError(
  refusal: IamRefusal,
  request: ReceivedRequest,
  receivedAt: number,
  clock: Clock,
): Reply {
  const endTime = clock.now();
  return replyJson(refusal.status, {
    errorCode: refusal.code,
    errorMessage: refusal.message,
    ...(refusal.details === undefined ? {} : { errorDetails: refusal.details }),
    context: {
      requestId: request.transactionId,
      requestType: 'incoming.Identity_Token',
      userAgent: request.headers['user-agent'] ?? '',
      url: `https://${request.host}`,
      instanceId: 'iamid-6.3-10000-double',
      threadId: '1a2b',
      clientIp: '127.0.0.1',
      host: 'iamid-double',
      startTime: toIamTime(receivedAt),
      endTime: toIamTime(endTime),
      elapsedTime: String(endTime - receivedAt),
      locale: 'en_US',
      clusterName: 'iam-id-double',
    },
  });
}

/** The refusal in the format of the identity API (API keys, service IDs). */
export function toIdentityError(refusal: IamRefusal, request: ReceivedRequest): Reply {
  const { status, code, message, details } = refusal;
  const names: Record<number, string> = {
    400: 'invalid_request',
    401: 'invalid_access_token',
    403: 'forbidden',
    404: 'not_found',
    409: 'conflict',
  };
  return replyJson(status, {
    context: { transaction_id: request.transactionId },
    status_code: status,
    errors: [
      {
        code: names[status] ?? 'error',
        message_code: code,
        message,
        ...(details === undefined ? {} : { details }),
      },
    ],
    trace: request.transactionId,
  });
}

/** Formats a time, for example `20.11.2026 22:48:07:205 UTC`. */
function toIamTime(ms: number): string {
  const [, year, month, day, time, millis] =
    /^(\d+)-(\d+)-(\d+)T(.*)\.(\d+)Z$/.exec(new Date(ms).toISOString()) ?? [];
  return `${day}.${month}.${year} ${time}:${millis} UTC`;
}
