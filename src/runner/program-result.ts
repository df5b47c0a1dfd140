import { disarm } from '../text/disarm.ts';
import { redact } from './mask.ts';

/** How a child process ended. */
export interface ProgramResult {
  /** `null` if a signal ended it. */
  readonly exitCode: number | null;
  /** Standard output and standard error together. This text is not trusted. */
  readonly output: string;
}

/** Describes on one line how a program ended and what it printed, without secrets. */
export function describeResult({ exitCode, output }: ProgramResult): string {
  const ending = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`;
  const text = disarm(redact(hideUserInfo(readTellingLines(output).join(' '))));
  return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}

/**
 * The lines that describe a failure, or all lines if there are none. Docker and Podman also print warnings that have
 * nothing to do with it.
 */
export function readTellingLines(output: string): readonly string[] {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
  return telling.length === 0 ? lines : telling;
}

/** A program may print the address of a proxy with its password. */
function hideUserInfo(text: string): string {
  return text.replace(/:\/\/[^\s/"']{0,500}@/g, '://***@');
}
