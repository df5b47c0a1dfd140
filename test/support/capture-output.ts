import { vi } from 'vitest';

/**
 * Captures what the action writes to standard output, until vitest restores its mocks.
 *
 * @returns a function that returns the lines so far.
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
