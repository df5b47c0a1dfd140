import type { ErrorCode } from './codes.ts';
import { linkToDocs } from './links.ts';

/** What a user whose release is blocked needs to know. None of it may contain a secret. */
export interface Explanation {
  /** What happened, as one sentence. */
  readonly problem: string;
  /** What to do about it. */
  readonly fix: string;
  /** A helpful page in the documentation of IBM, GitHub, Docker or Podman. */
  readonly link?: string | undefined;
  /** IBM's ID of the failed request, for a support case. */
  readonly transactionId?: string | undefined;
  /** The underlying error. It is never printed. */
  readonly cause?: unknown;
}

/** A failure that names its cause, its fix and its entry in the documentation. Its message is safe to print. */
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
  const entry = `troubleshooting.md#${code}`;
  const more = linkToDocs(entry) ?? `docs/${entry} in the repository of icr-login`;
  const lines = [problem, fix, `More: ${more} (icr-login: ${code})`];
  if (link !== undefined) {
    lines.push(`See also: ${link}`);
  }
  if (transactionId !== undefined) {
    lines.push(`IBM transaction ID: ${transactionId}`);
  }
  return lines.join('\n');
}

/** Whether an error is an {@link ActionError} with one of the codes. */
export function hasCode(error: unknown, ...codes: readonly ErrorCode[]): error is ActionError {
  return error instanceof ActionError && codes.includes(error.code);
}
