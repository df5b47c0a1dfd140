import { execFileSync } from 'node:child_process';

/** Makes a named pipe: whoever opens it to read waits for somebody who writes. */
export function makeFifo(path: string): void {
  execFileSync('mkfifo', [path]);
}
