import type { ErrorCode } from './codes.ts';

/** What a user whose release is blocked has to know. None of it may contain a secret. */
export interface Explanation {
  /** What happened, as one sentence. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
  /** Where it is explained. */
  readonly link: string;
  /** IBM's ID of the failed request, for a support case. */
  readonly transactionId?: string | undefined;
  /** What lies behind it; never printed. */
  readonly cause?: unknown;
}

/** A failure that names its cause, its fix and a link. Its message is ready to be printed. */
export class ActionError extends Error {
  override readonly name = 'ActionError' as const;
  readonly code: ErrorCode;
  readonly explanation: Explanation;

  constructor(code: ErrorCode, explanation: Explanation) {
    super(compose(code, explanation), { cause: explanation.cause });
    this.code = code;
    this.explanation = explanation;
  }
}

function compose(code: ErrorCode, { problem, fix, link, transactionId }: Explanation): string {
  const lines = [problem, fix, `More: ${link} (icr-login: ${code})`];
  if (transactionId !== undefined) {
    lines.push(`IBM transaction ID: ${transactionId}`);
  }
  return lines.join('\n');
}

/** Whether an error is an {@link ActionError} with one of the codes. */
export function hasCode(error: unknown, ...codes: readonly ErrorCode[]): error is ActionError {
  return error instanceof ActionError && codes.includes(error.code);
}
