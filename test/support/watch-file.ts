import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** In a thread of its own, because this one stands still whenever it starts a process. */
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
 * Reads a file every millisecond from now on.
 *
 * @returns what ends it and returns every text that was read; it rejects when the file was gone for a moment.
 */
export async function watchFile(path: string): Promise<() => Promise<ReadonlySet<string>>> {
  const reader = new Worker(READER, { eval: true, workerData: path });
  const failure = once(reader, 'error').then(([error]) => Promise.reject(error));
  // Told when it is asked for.
  failure.catch(() => undefined);
  await Promise.race([once(reader, 'message'), failure]);
  return async () => {
    reader.postMessage('end');
    const [texts] = await Promise.race([once(reader, 'message'), failure]);
    return texts;
  };
}
