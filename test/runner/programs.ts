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

/** What shell scripts around container clients need, including credential helpers. */
const BASIC_TOOLS: readonly string[] = ['sh', 'env', 'cat'];

const EXECUTABLE_ENDINGS: readonly string[] =
  process.platform === 'win32' ? ['', '.exe', '.cmd'] : [''];

/** The folders of a machine that contain programs. */
export interface ProgramFolders {
  /** The only folder on the machine's PATH that does not belong to the system. */
  readonly bin: string;
  /** Scripts that tests add. Each has a shim in `bin`. */
  readonly scripts: string;
  /** Where the shims record their calls. */
  readonly recordings: string;
}

/** Creates the folders and adds the basic tools for shell scripts. */
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

/** The path of a program on this computer, found on the caller's PATH. */
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
    // It does not exist, or is not accessible.
    return false;
  }
}

/** Adds a program to the machine's PATH. By default, a shim records each call. */
export function addProgram(
  folders: ProgramFolders,
  program: { readonly name: string; readonly target: string; readonly isRecorded: boolean },
): void {
  if (process.platform === 'win32') {
    throw new Error('Programs on the PATH of a machine need a POSIX shell');
  }
  const path = join(folders.bin, program.name);
  // The path may be a link to a basic tool. Writing through it would overwrite the tool of this computer.
  rmSync(path, { force: true });
  if (program.isRecorded) {
    writeFileSync(path, writeShim(folders.recordings, program.name, program.target));
    chmodSync(path, 0o755);
  } else {
    symlinkSync(program.target, path);
  }
}

/** Adds a test's script to the machine's PATH. Its text starts with its own `#!` line. */
export function addScript(folders: ProgramFolders, name: string, text: string): void {
  const target = join(folders.scripts, name);
  writeFileSync(target, text);
  chmodSync(target, 0o755);
  addProgram(folders, { name, target, isRecorded: true });
}

/**
 * A shell script that records arguments and environment, and then executes the program.
 *
 * It needs bash, because a plain sh drops variables whose names contain dashes, such as INPUT_API-KEY. It
 * reads the environment from the kernel, because that of the shell differs from what the caller passed.
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
