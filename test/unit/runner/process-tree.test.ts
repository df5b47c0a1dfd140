import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { killTree } from '../../../src/runner/process-tree.ts';

describe('killing a process', () => {
  it('kills everything that it has started', async () => {
    const code = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }); console.log('started'); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await killTree(child.pid);
    // The output closes when no process has it open any more.
    await once(child, 'close');
    expect(child.exitCode ?? child.signalCode).not.toBe(0);
  });

  it('works if it has ended or never started', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'close');
    await expect(killTree(child.pid)).resolves.toBeUndefined();
    await expect(killTree(undefined)).resolves.toBeUndefined();
  });
});
