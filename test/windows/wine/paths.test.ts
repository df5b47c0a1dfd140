import { describe, expect, test } from 'vitest';
import { DRIVE_C } from './folders.ts';
import { fromWindowsPaths, toWindowsEnvironment, toWindowsPath } from './paths.ts';

describe.skipIf(process.platform === 'win32')('paths in Wine', () => {
  test.each([
    ['/tmp/a b/ö', 'Z:\\tmp\\a b\\ö'],
    [`${DRIVE_C}/windows`, 'C:\\windows'],
    ['us-south', 'us-south'],
  ])('%s is %s there', (path, native) => {
    expect(toWindowsPath(path)).toBe(native);
  });

  test('are found in the output of a program', () => {
    const text = 'rename "Z:\\tmp\\a b" to (C:\\windows\\x.txt), us.icr.io:443';
    expect(fromWindowsPaths(text)).toBe(
      `rename "/tmp/a b" to (${DRIVE_C}/windows/x.txt), us.icr.io:443`,
    );
  });

  test('can be whole values of variables, and parts of a PATH', () => {
    const env = { PATH: `/bin:${DRIVE_C}/windows`, FILE: '/tmp/x', URL: 'http://127.0.0.1:1/a' };
    expect(toWindowsEnvironment(env)).toEqual({
      PATH: 'Z:\\bin;C:\\windows',
      FILE: 'Z:\\tmp\\x',
      URL: 'http://127.0.0.1:1/a',
    });
  });
});
