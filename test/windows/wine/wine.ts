import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessExit, ProcessOptions, RunningProcess } from '../../runner/node-process.ts';
import { startProcess } from '../../runner/node-process.ts';
import { findProcesses, killProcesses, readStartTime } from '../../runner/process-table.ts';
import type { System } from '../../runner/system.ts';
import { PREFIX, SYSTEM32, WINE_NODE } from './folders.ts';
import { fromWindowsPaths, toWindowsEnvironment, toWindowsPath } from './paths.ts';

const LAUNCHER = join(import.meta.dirname, 'launcher.cjs');

/** The environment of Wine itself, which the programs in Wine do not see. */
export const WINE_ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: PREFIX,
  WINEPREFIX: PREFIX,
  WINEARCH: 'win64',
  WINEDEBUG: '-all',
  // No questions about missing parts of Windows, no entries in menus, and the replacement for taskkill.
  WINEDLLOVERRIDES: 'mscoree,mshtml,winemenubuilder.exe=;taskkill.exe=n',
  // File names are UTF-8.
  LC_ALL: 'C.UTF-8',
};

/** Windows as simulated by Wine on this computer. */
export const WINE: System = {
  platform: 'win32',
  node: WINE_NODE,
  variables: {
    ComSpec: 'C:\\windows\\system32\\cmd.exe',
    NUMBER_OF_PROCESSORS: '2',
    OS: 'Windows_NT',
    PATHEXT: '.COM;.EXE;.BAT;.CMD',
    PROCESSOR_ARCHITECTURE: 'AMD64',
    SystemDrive: 'C:',
    SystemRoot: 'C:\\windows',
    windir: 'C:\\windows',
  },
  programs: [SYSTEM32],
  writePath: toWindowsPath,
  start: startInWine,
  readPaths: fromWindowsPaths,
};

/**
 * Starts a program through a launcher. Windows has no signals, and the Ctrl+C that the runner sends instead
 * cannot be sent from here: every signal ends the program immediately.
 */
function startInWine(options: ProcessOptions): RunningProcess {
  const { file, args, cwd, env, input = '', drainMs } = options;
  const program = toWindowsPath(file);
  const order = {
    file: program,
    args: args.map(toWindowsPath),
    cwd: toWindowsPath(cwd),
    env: toWindowsEnvironment(env),
    input,
    drainMs,
  };
  const id = randomUUID();
  const launcher = startProcess({
    ...options,
    file: 'wine',
    args: [WINE_NODE, LAUNCHER],
    // Child processes inherit these as well. The harness recognizes the processes of a step by GITHUB_ENV.
    env: { ...WINE_ENV, LAUNCHED_AS: id, GITHUB_ENV: env['GITHUB_ENV'] ?? '' },
    input: JSON.stringify(order),
    onLine: (line) => options.onLine(fromWindowsPaths(line)),
  });
  const mark = { session: launcher.pid, id, startedAt: readStartTime(launcher.pid) };
  let killedBy: NodeJS.Signals | null = null;
  let isOver = false;
  const kill = (signal: NodeJS.Signals): void => {
    if (isOver) {
      return;
    }
    killedBy = signal;
    const started = findProcesses(mark).filter((pid) => pid !== launcher.pid);
    const own = started.filter((pid) =>
      readCommand(pid).startsWith(`${program}\0${order.args[0]}`),
    );
    killProcesses(own.length > 0 ? own : [launcher.pid]);
  };
  const exit = launcher.exit.then((ended): ProcessExit => {
    isOver = true;
    if (ended.hasTimedOut) {
      killProcesses(findProcesses(mark));
    }
    const stdout = fromWindowsPaths(ended.stdout);
    const stderr = fromWindowsPaths(ended.stderr);
    // Windows has no signals. There, Node.js itself reports that it ended a process with one.
    const ending = killedBy === null ? {} : { exitCode: 137, signal: killedBy };
    return { ...ended, ...ending, stdout, stderr };
  });
  exit.catch(() => undefined);
  return { pid: launcher.pid, exit, kill, cancel: async () => kill('SIGINT') };
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // The process has already ended.
    return '';
  }
}
