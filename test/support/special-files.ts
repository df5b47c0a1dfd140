import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';

/** Makes a named pipe: whoever opens it to read waits for somebody who writes. */
export function makeFifo(path: string): void {
  execFileSync('mkfifo', [path]);
}

/**
 * Makes a socket in the file system.
 *
 * @returns what removes it again.
 */
export async function listenOn(path: string): Promise<() => Promise<void>> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return () => new Promise((resolve) => server.close(() => resolve()));
}
