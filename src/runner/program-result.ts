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
  const text = disarm(redact(withoutNoise(output)));
  return text === '' ? `${ending} and printed nothing.` : `${ending}: ${text}`;
}

/** Docker and podman warn about things that have nothing to do with the failure. */
function withoutNoise(output: string): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => !/^(?:WARNING|time=.*level=(?:warning|info))/i.test(line));
  return (telling.length === 0 ? lines : telling).join(' ');
}
