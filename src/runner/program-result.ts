import { disarm } from '../text/disarm.ts';
import { redact } from './mask.ts';

/** How a child process ended. */
export interface ProgramResult {
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
  /** Standard output and standard error together: foreign text. */
  readonly output: string;
}

/** How a program ended and what it said, on one line. */
export function describeResult({ exitCode, output }: ProgramResult): string {
  const ending = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
  const text = disarm(redact(hideUserInfo(readTellingLines(output).join(' '))));
  return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}

/**
 * The lines that tell of a failure, unless there are none: docker and podman warn about things that have nothing to
 * do with it.
 */
export function readTellingLines(output: string): readonly string[] {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
  return telling.length === 0 ? lines : telling;
}

/** The address of a proxy that a program quotes may have a password. */
function hideUserInfo(text: string): string {
  return text.replace(/:\/\/[^\s/"']{0,500}@/g, '://***@');
}
