import { join } from 'node:path';
import type { ProcessOptions, RunningProcess } from './node-process.ts';
import { startProcess } from './node-process.ts';

/** The system that the processes of a machine run on. */
export interface System {
  readonly platform: NodeJS.Platform;
  /** The path of Node.js on it. */
  readonly node: string;
  /** Its own environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Folders with its own programs, which are on the PATH of every machine. */
  readonly programs: readonly string[];
  /** Converts a path of this computer to the form that programs of the system use. */
  readonly writePath: (path: string) => string;
  /**
   * Starts a program of the system. The file, the arguments and the environment contain paths of this
   * computer.
   */
  readonly start: (options: ProcessOptions) => RunningProcess;
  /** Converts the paths in a program's output back to paths of this computer. */
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
