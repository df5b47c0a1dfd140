/*
 * Loaded into a process of an action before its own code: makes one call that changes files fail, or the
 * last thing that the process does. Both faces of node:fs that the action and its libraries use are wrapped.
 */
import fs from 'node:fs';
import type { FsFault } from './fs-fault.ts';

const { below, call, outcome } = JSON.parse(process.env['FS_FAULT'] ?? '{}') as FsFault;
let calls = 0;

/** Counts a call; does what is to be done at it. */
function meet(path: unknown, name: string): Error | undefined {
  if (typeof path !== 'string' || !path.startsWith(below)) {
    return undefined;
  }
  calls += 1;
  if (calls !== call) {
    return undefined;
  }
  if (outcome === 'kill') {
    process.kill(process.pid, 'SIGKILL');
  }
  const message = `${outcome}: played by a test, ${name} '${path}'`;
  return Object.assign(new Error(message), { code: outcome, syscall: name, path });
}

type AsyncCall = (path: unknown, ...rest: unknown[]) => Promise<unknown>;
type CallbackCall = (path: unknown, ...rest: unknown[]) => void;

for (const name of ['mkdir', 'rmdir', 'rename', 'rm', 'open'] as const) {
  const promises = fs.promises as unknown as Record<string, AsyncCall>;
  const original = promises[name];
  promises[name] = async (path, ...rest) => {
    const error = meet(path, name);
    if (error !== undefined) {
      throw error;
    }
    const result = await original?.(path, ...rest);
    return name === 'open' ? wrapFile(path, result as fs.promises.FileHandle) : result;
  };
}

for (const name of ['mkdir', 'rmdir', 'utimes'] as const) {
  const callbacks = fs as unknown as Record<string, CallbackCall>;
  const original = callbacks[name];
  callbacks[name] = (path, ...rest) => {
    const error = meet(path, name);
    if (error === undefined) {
      original?.(path, ...rest);
    } else {
      const done = rest.at(-1) as (error: Error) => void;
      process.nextTick(() => done(error));
    }
  };
}

function wrapFile(path: unknown, file: fs.promises.FileHandle): fs.promises.FileHandle {
  const write = file.writeFile.bind(file);
  file.writeFile = async (...given) => {
    const error = meet(path, 'write');
    if (error !== undefined) {
      throw error;
    }
    await write(...given);
  };
  return file;
}
