import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { System } from './system.ts';

/** Windows starts no process without these variables. */
const WINDOWS_VARIABLES: readonly string[] = [
  'SystemRoot',
  'SystemDrive',
  'windir',
  'ComSpec',
  'PATHEXT',
  'OS',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
];

/** The folders of a machine that appear in its environment. */
export interface MachineFolders {
  readonly root: string;
  readonly home: string;
  readonly temp: string;
  readonly bin: string;
}

/** The environment of the runner's own process on this machine. */
export function buildMachineEnvironment(
  system: System,
  folders: MachineFolders,
): Readonly<Record<string, string>> {
  return system.platform === 'win32'
    ? buildWindowsEnvironment(system, folders)
    : buildPosixEnvironment(folders);
}

function buildPosixEnvironment({
  root,
  home,
  temp,
  bin,
}: MachineFolders): Readonly<Record<string, string>> {
  // Created in advance and private, as systemd-logind does: podman keeps its logins in it.
  const runtime = join(root, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  return {
    PATH: bin,
    HOME: home,
    TMPDIR: temp,
    USER: 'runner',
    LANG: 'C.UTF-8',
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: runtime,
    // This prevents requests to a Docker daemon that runs on this computer.
    DOCKER_HOST: `unix://${join(root, 'no-docker-daemon.sock')}`,
  };
}

/** Windows programs find only the programs of the machine and of Windows itself. */
function buildWindowsEnvironment(
  { variables, programs }: System,
  { home, temp, bin }: MachineFolders,
): Readonly<Record<string, string>> {
  return {
    ...pick(variables, WINDOWS_VARIABLES),
    PATH: [bin, ...programs].join(delimiter),
    USERPROFILE: home,
    APPDATA: join(home, 'AppData', 'Roaming'),
    LOCALAPPDATA: join(home, 'AppData', 'Local'),
    TEMP: temp,
    TMP: temp,
    DOCKER_HOST: 'npipe:////./pipe/no-docker-daemon',
  };
}

function pick(
  source: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = source[name];
    if (value !== undefined) {
      picked[name] = value;
    }
  }
  return picked;
}
