import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PREFIX, PROGRAMS, SYSTEM32, WINE_NODE } from './folders.ts';
import { patchNode } from './patch-node.ts';
import { WINE_ENV } from './wine.ts';

const TIMEOUT_MS = 120_000;
/** A file in a prefix that is complete. It contains the version of Wine that created the prefix. */
const READY = join(PREFIX, 'ready');
/**
 * Wine's own taskkill does not support /T, so a replacement is used; see `WINE_ENV` for the other part of
 * this.
 */
const TASKKILL = 'taskkill.exe';

let keeper: ChildProcess | undefined;

/** Before the tests: makes Wine simulate Windows 10, and starts its server. */
export function setup(): void {
  patchNode();
  const version = run('wine', '--version');
  if (!existsSync(READY) || readFileSync(READY, 'utf8') !== version) {
    run('wine', 'wineboot', '--init');
    // By default, Wine simulates Windows 7, which Node.js 24 does not support.
    run('wine', 'winecfg', '-v', 'win10');
    writeFileSync(READY, version);
  }
  if (existsSync(join(PROGRAMS, TASKKILL))) {
    copyFileSync(join(PROGRAMS, TASKKILL), join(SYSTEM32, TASKKILL));
  }
  // While one program is running, others start immediately. It ends with this process, and Wine shortly
  // after.
  keeper = spawn('wine', [WINE_NODE, '-e', 'require("node:fs").readFileSync(0)'], {
    env: WINE_ENV,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

/** After the tests: stops Wine. */
export function teardown(): void {
  keeper?.stdin?.end();
  run('wineserver', '--kill');
  run('wineserver', '--wait');
}

/** Wine's server starts with the first program, keeps running, and would keep a pipe open. So it gets none. */
function run(file: string, ...args: readonly string[]): string {
  const hasOutput = args.includes('--version');
  const stdio = ['ignore', hasOutput ? 'pipe' : 'ignore', 'ignore'] as const;
  const { error, status, stdout } = spawnSync(file, args, {
    env: WINE_ENV,
    stdio: [...stdio],
    timeout: TIMEOUT_MS,
    encoding: 'utf8',
  });
  if (error !== undefined || (status !== 0 && file !== 'wineserver')) {
    throw new Error(`${file} ${args.join(' ')} failed (${status})`, { cause: error });
  }
  return stdout ?? '';
}
