import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { NODE, WINE_NODE } from './folders.ts';

const CALL = Buffer.from('VirtualAlloc2\0');
const UNKNOWN = Buffer.from('VirtualAlloc9\0');

/**
 * Makes a node.exe that Wine starts. Node.js 24 is the version that runs the action, and Debian 12 has Wine 8,
 * whose VirtualAlloc2 cannot do what V8 asks of it. One byte of its name makes V8 find no such call and go its way
 * for older systems, which differs in how memory is reserved and in nothing that an action sees. Node.js 22
 * starts there as it is, but treats files and child processes otherwise; Wine 10 runs either.
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
