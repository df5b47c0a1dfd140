import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportMissingProgram } from '../support/installed.ts';
import { type Stage, SYSTEM, scenario } from '../support/scenario.ts';
import { addBatch } from '../support/scripts.ts';
import { PROGRAMS } from './wine/folders.ts';

const HOLD_TIMEOUT_MS = 90_000;

/** A program in `test/windows/programs`. */
type Program = 'docker' | 'hold';

/** Defines a scenario that runs only on Windows, with programs that were built for it. */
export function windowsScenario(
  name: string,
  programs: readonly Program[],
  play: (stage: Stage) => Promise<void>,
): void {
  const missing = programs.find((program) => !existsSync(locate(program)));
  if (missing === undefined || SYSTEM.platform !== 'win32') {
    scenario(name, { windows: 'only' }, play);
  } else {
    const installation = { folder: PROGRAMS, script: '.ci/install-windows', tool: 'go' };
    reportMissingProgram(`${missing}.exe`, installation, name);
  }
}

function locate(program: Program): string {
  return join(PROGRAMS, `${program}.exe`);
}

/** Adds a docker.exe to the PATH of the machine. */
export function addDocker({ machine }: Stage): void {
  copyFileSync(locate('docker'), join(machine.bin, 'docker.exe'));
}

/** Adds a docker.cmd to the PATH of the machine. It starts a docker.exe in another folder. */
export function addDockerBatch({ machine }: Stage): void {
  addBatch(machine, 'docker', [locate('docker')]);
}

/** A file that another program has open, so that Windows refuses to delete, rename or replace it. */
export interface HeldFile {
  /** Resolves when the file is open. */
  readonly held: Promise<void>;
  /** Closes the file. */
  readonly release: () => Promise<void>;
}

/** Opens a file as soon as it exists. `*` in its path stands for any part of a name. */
export function holdFile({ machine }: Stage, pattern: string): HeldFile {
  const release = join(machine.temp, 'release');
  const { promise: held, resolve, reject } = Promise.withResolvers<void>();
  const { exit } = machine.start({
    file: locate('hold'),
    args: [pattern, release],
    timeoutMs: HOLD_TIMEOUT_MS,
    drainMs: 1_000,
    onLine: (line) => (line === 'held' ? resolve() : undefined),
  });
  exit.then(({ stderr }) => reject(new Error(`Nothing was held: ${stderr}`)), reject);
  held.catch(() => undefined);
  return {
    held,
    release: async () => {
      writeFileSync(release, '');
      await exit;
    },
  };
}
