import { delimiter } from 'node:path';
import { DRIVE_C } from './folders.ts';

/** A Wine path in a text. It extends as far as possible, because file names may contain spaces. */
const WINDOWS_PATH = /\b([A-Z]):(\\[^"<>|*?:\r\n]*)/gi;

/** Converts a path of this computer to the form that Wine's programs use. Other text is unchanged. */
export function toWindowsPath(text: string): string {
  if (!text.startsWith('/')) {
    return text;
  }
  const isOnC = text.startsWith(`${DRIVE_C}/`);
  const path = isOnC ? `C:${text.slice(DRIVE_C.length)}` : `Z:${text}`;
  return path.replaceAll('/', '\\');
}

/** Converts the output of a program in Wine to the paths of this computer. */
export function fromWindowsPaths(text: string): string {
  return text.replace(WINDOWS_PATH, (_all, drive: string, path: string) => {
    const root = drive.toUpperCase() === 'C' ? DRIVE_C : '';
    return root + path.replace(/\\+/g, '/');
  });
}

/** Converts an environment to Windows. */
export function toWindowsEnvironment(
  env: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(env).map(([name, value]) => {
    const parts = name === 'PATH' ? value.split(delimiter) : [value];
    return [name, parts.map(toWindowsPath).join(';')] as const;
  });
  return Object.fromEntries(entries);
}
