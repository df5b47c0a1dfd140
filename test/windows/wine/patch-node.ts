import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { NODE, WINE_NODE } from './folders.ts';

const CALL = Buffer.from('VirtualAlloc2\0');
const UNKNOWN = Buffer.from('VirtualAlloc9\0');

/**
 * Creates a node.exe that Wine can start.
 *
 * The action runs on Node.js 24. Debian 12 has Wine 8, whose VirtualAlloc2 does not support what V8 needs.
 * Changing one byte of the function's name makes V8 use its code for older systems, which differs only in
 * how memory is reserved. Node.js 22 starts without a patch, but handles files and child processes
 * differently. Wine 10 runs either version.
 */
export function patchNode(): void {
  if ((statSync(WINE_NODE, { throwIfNoEntry: false })?.mtimeMs ?? 0) > statSync(NODE).mtimeMs) {
    return;
  }
  const program = readFileSync(NODE);
  const position = program.indexOf(CALL);
  if (position < 0 || program.includes(CALL, position + 1)) {
    throw new Error(`${NODE} does not name VirtualAlloc2 exactly once`);
  }
  UNKNOWN.copy(program, position);
  writeFileSync(WINE_NODE, program, { mode: 0o755 });
}
