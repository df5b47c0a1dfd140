import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Runs in a separate thread, because the main thread blocks whenever it starts a process. */
const READER = `
const { readFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const texts = new Set();
const timer = setInterval(() => texts.add(readFileSync(workerData, 'utf8')), 1);
parentPort.once('message', () => {
  clearInterval(timer);
  parentPort.postMessage(texts);
});
parentPort.postMessage('reading');
`;

/**
 * Starts reading a file every millisecond.
 *
 * @returns a function that stops reading and returns every text that was read. It rejects if the file was
 * missing at any time.
 */
export async function watchFile(path: string): Promise<() => Promise<ReadonlySet<string>>> {
  const reader = new Worker(READER, { eval: true, workerData: path });
  const failure = once(reader, 'error').then(([error]) => Promise.reject(error));
  // The failure is reported when the caller asks for the result.
  failure.catch(() => undefined);
  await Promise.race([once(reader, 'message'), failure]);
  return async () => {
    reader.postMessage('end');
    const [texts] = await Promise.race([once(reader, 'message'), failure]);
    return texts;
  };
}
