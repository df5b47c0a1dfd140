import { join } from 'node:path';
import type { ProcessOptions, RunningProcess } from './node-process.ts';
import { startProcess } from './node-process.ts';

/** The system that the processes of a machine run on. */
export interface System {
  readonly platform: NodeJS.Platform;
  /** The path of its Node.js. */
  readonly node: string;
  /** Its own variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Folders of its own programs, which are on the PATH of every machine. */
  readonly programs: readonly string[];
  /** A path of this computer as its programs write it. */
  readonly writePath: (path: string) => string;
  /** Starts a program of it; paths in the file, the arguments and the environment are this computer's. */
  readonly start: (options: ProcessOptions) => RunningProcess;
  /** What a program of it has written, with paths as this computer writes them. */
  readonly readPaths: (text: string) => string;
}

/** This computer. */
export const NATIVE: System = {
  platform: process.platform,
  node: process.execPath,
  variables: process.env,
  programs: process.platform === 'win32' ? [join(process.env['SystemRoot'] ?? '', 'System32')] : [],
  writePath: (path) => path,
  start: startProcess,
  readPaths: (text) => text,
};
