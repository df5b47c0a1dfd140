import { vi } from 'vitest';

/**
 * Captures what code of the action writes to standard output from now on, until the mocks of vitest are restored.
 *
 * @returns the lines so far.
 */
export function captureOutput(): () => readonly string[] {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  return () =>
    written
      .join('')
      .split(/\r?\n/)
      .filter((line) => line !== '');
}
