import { delimiter } from 'node:path';
import { DRIVE_C } from './folders.ts';

/** A path of Wine in a text. It ends with the text, or where no path goes on: file names may have spaces. */
const WINDOWS_PATH = /\b([A-Z]):(\\[^"<>|*?:\r\n]*)/gi;

/** A path of this computer as Wine's programs write it; other text as it is. */
export function toWindowsPath(text: string): string {
  if (!text.startsWith('/')) {
    return text;
  }
  const isOnC = text.startsWith(`${DRIVE_C}/`);
  const path = isOnC ? `C:${text.slice(DRIVE_C.length)}` : `Z:${text}`;
  return path.replaceAll('/', '\\');
}

/** What a program in Wine has written, with the paths of this computer. */
export function fromWindowsPaths(text: string): string {
  return text.replace(WINDOWS_PATH, (_all, drive: string, path: string) => {
    const root = drive.toUpperCase() === 'C' ? DRIVE_C : '';
    return root + path.replace(/\\+/g, '/');
  });
}

/** An environment as it is in Windows. */
export function toWindowsEnvironment(
  env: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(env).map(([name, value]) => {
    const parts = name === 'PATH' ? value.split(delimiter) : [value];
    return [name, parts.map(toWindowsPath).join(';')] as const;
  });
  return Object.fromEntries(entries);
}
