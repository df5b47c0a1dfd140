import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { hasProcessTable } from './process-table.ts';

/** What shell scripts around container clients (credential helpers among them) cannot do without. */
const BASIC_TOOLS: readonly string[] = ['sh', 'env', 'cat'];

const EXECUTABLE_ENDINGS: readonly string[] =
  process.platform === 'win32' ? ['', '.exe', '.cmd'] : [''];

/** The folders of a machine that hold programs. */
export interface ProgramFolders {
  /** The only folder on the machine's PATH that is not the system's. */
  readonly bin: string;
  /** Scripts that tests add, behind a shim in `bin`. */
  readonly scripts: string;
  /** Where the shims write what they were called with. */
  readonly recordings: string;
}

/** Creates the folders and, for shell scripts, the basic tools. */
export function createProgramFolders(root: string, platform: NodeJS.Platform): ProgramFolders {
  const folders = {
    bin: join(root, 'bin'),
    scripts: join(root, 'scripts'),
    recordings: join(root, 'recordings'),
  };
  for (const folder of Object.values(folders)) {
    mkdirSync(folder, { recursive: true });
  }
  if (platform !== 'win32') {
    for (const tool of BASIC_TOOLS) {
      symlinkSync(findProgram(tool), join(folders.bin, tool));
    }
  }
  return folders;
}

/** The path of a program of this computer, found on the PATH of the caller. */
export function findProgram(name: string): string {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = EXECUTABLE_ENDINGS.map((ending) => join(folder, name + ending)).find(isExecutable);
    if (path !== undefined) {
      return path;
    }
  }
  throw new Error(`${name} is not on the PATH of this computer`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Because it is not there, or not for us.
    return false;
  }
}

/** Puts a program on the machine's PATH, behind a shim that records each call unless told not to. */
export function addProgram(
  folders: ProgramFolders,
  program: { readonly name: string; readonly target: string; readonly isRecorded: boolean },
): void {
  if (process.platform === 'win32') {
    throw new Error('Programs on the PATH of a machine need a POSIX shell');
  }
  const path = join(folders.bin, program.name);
  // It may be the link to a basic tool: writing would go through the link and replace the computer's own.
  rmSync(path, { force: true });
  if (program.isRecorded) {
    writeFileSync(path, writeShim(folders.recordings, program.name, program.target));
    chmodSync(path, 0o755);
  } else {
    symlinkSync(program.target, path);
  }
}

/** Puts a script of the test on the machine's PATH; the text starts with its own `#!` line. */
export function addScript(folders: ProgramFolders, name: string, text: string): void {
  const target = join(folders.scripts, name);
  writeFileSync(target, text);
  chmodSync(target, 0o755);
  addProgram(folders, { name, target, isRecorded: true });
}

/**
 * A shell script that records arguments and environment, then becomes the program itself.
 * bash, because a plain sh loses variables whose names have dashes, such as INPUT_API-KEY; and the
 * kernel's copy of the environment, because the shell's own is no longer what the caller gave.
 */
function writeShim(recordings: string, name: string, target: string): string {
  const environment = hasProcessTable ? 'cat "/proc/$$/environ"' : `${findProgram('env')} -0`;
  return `#!${findShell()}
folder=${quote(recordings)}
if [ -d "$folder" ]; then
  call="$folder/$$"
  set -C
  for again in 1 2 3 4 5 6 7 8 9; do
    true 2>/dev/null >"$call.env" && break
    call="$call-$again"
  done
  set +C
  ${environment.replace(/^cat/, quote(findProgram('cat')))} >"$call.env"
  printf '%s\\0' ${quote(name)} "$@" >"$call.args"
fi
exec ${quote(target)} "$@"
`;
}

function findShell(): string {
  try {
    return findProgram('bash');
  } catch {
    return findProgram('sh');
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
