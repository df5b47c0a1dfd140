import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasProcessTable } from '../../runner/process-table.ts';
import { openJob, writeToy } from './toy-action.ts';

/** Starts a child that runs much longer than the step, and prints its process ID. */
function leaveChild(options: string): string {
  return `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20_000)'], ${options});
    child.unref();
    console.log(child.pid);`;
}

/** A killed process that nothing waits for stays in the table as a zombie. */
function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

describe.skipIf(!hasProcessTable)('a process that a step leaves running', () => {
  it.each([
    ['in its session', `{ stdio: 'ignore', env: {} }`],
    ['with its environment', `{ stdio: 'ignore', detached: true }`],
  ])('is found %s, and killed when the job ends', async (_name, options) => {
    const job = await openJob();
    const result = await job.step({ action: writeToy({ main: leaveChild(options) }) }).main();
    const pid = Number(result.lines[0]);
    expect(result.leftover).toEqual([pid]);
    expect(isAlive(pid)).toBe(true);
    await job.finish();
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it('is not reported if it ends within the grace period', async () => {
    const main = leaveChild(`{ stdio: 'ignore' }`).replace('20_000', '10');
    const result = await (await openJob()).step({ action: writeToy({ main }) }).main();
    expect(result.leftover).toEqual([]);
  });

  it('delays the end of the step for a while if it keeps the output open', async () => {
    const main = leaveChild(`{ stdio: 'inherit', detached: true }`);
    const job = await openJob();
    const started = Date.now();
    const result = await job.step({ action: writeToy({ main }), drainMs: 1500 }).main();
    expect(Date.now() - started - result.durationMs).toBeGreaterThanOrEqual(1400);
    expect(result.leftover).toHaveLength(1);
  });

  it("does not affect the step's own peak memory", async () => {
    const main = `
      const block = Buffer.alloc(150 * 1024 * 1024, 1);
      setTimeout(() => console.log(block.length), 100);`;
    const job = await openJob({ measuresMemory: true });
    const result = await job.step({ action: writeToy({ main }) }).main();
    expect(result.peakMemoryKiB).toBeGreaterThan(150 * 1024);
    expect(result.peakMemoryKiB).toBeLessThan(400 * 1024);
  });
});
