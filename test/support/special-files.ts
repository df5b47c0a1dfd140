import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';

/** Creates a named pipe. Whoever opens it for reading waits until someone writes to it. */
export function makeFifo(path: string): void {
  execFileSync('mkfifo', [path]);
}

/**
 * Creates a Unix socket.
 *
 * @returns a function that removes it.
 */
export async function listenOn(path: string): Promise<() => Promise<void>> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return () => new Promise((resolve) => server.close(() => resolve()));
}
