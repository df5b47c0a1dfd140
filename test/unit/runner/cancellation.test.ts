import { describe, expect, it } from 'vitest';
import { openJob, writeToy } from './toy-action.ts';

const SAVE = `append('STATE', 'intent=saved\\n');`;

describe.skipIf(process.platform === 'win32')('ending a running step', () => {
  it('keeps the state of a killed step, and still runs its post phase', async () => {
    const action = writeToy({
      main: `${SAVE} stay(); console.log('up');`,
      post: `console.log(process.env.STATE_intent)`,
    });
    const job = await openJob();
    const running = job.step({ action }).startMain();
    await running.waitForLine(/^up$/);
    running.kill('SIGKILL');
    expect(await running.result).toMatchObject({
      exitCode: 137,
      signal: 'SIGKILL',
      conclusion: 'failure',
      state: { intent: 'saved' },
    });
    expect((await job.finish())[0]?.lines).toEqual(['saved']);
  });

  it('sends SIGINT on cancellation, and the step counts as canceled even if it exits successfully', async () => {
    const action = writeToy({
      main: `process.on('SIGINT', () => { ${SAVE} process.exit(0); }); stay(); console.log('up');`,
      post: `console.log(process.env.STATE_intent)`,
    });
    const job = await openJob();
    const running = job.step({ action }).startMain();
    await running.waitForLine(/^up$/);
    const result = await running.cancel();
    expect(result).toMatchObject({ exitCode: 0, conclusion: 'cancelled', failed: true });
    expect(result.lines.at(-1)).toBe('##[error]The operation was canceled.');
    expect(job.status).toBe('cancelled');
    expect((await job.finish())[0]?.lines).toEqual(['saved']);
  });

  it('sends SIGTERM and then SIGKILL to a step that ignores signals', async () => {
    const action = writeToy({
      main: `
        process.on('SIGINT', () => console.log('SIGINT', Date.now()));
        process.on('SIGTERM', () => console.log('SIGTERM', Date.now()));
        stay(); console.log('up');`,
    });
    const running = (await openJob()).step({ action }).startMain();
    await running.waitForLine(/^up$/);
    const started = Date.now();
    // The second signal has the runner's time: a busy process handles both late, and must do so before it is killed.
    const result = await running.cancel({ sigintMs: 200 });
    expect(Date.now() - started).toBeGreaterThanOrEqual(2690);
    expect(result.signal).toBe('SIGKILL');
    const signals = result.lines.filter((line) => line.startsWith('SIG'));
    expect(signals.map((line) => line.split(' ')[0])).toEqual(['SIGINT', 'SIGTERM']);
    // A busy process handles both signals late, but never the second one too early.
    expect(Number(signals[1]?.split(' ')[1]) - started).toBeGreaterThanOrEqual(190);
  });

  it('sends signals only to the node process, not to its children', async () => {
    const action = writeToy({
      main: `
        const { spawn } = require('node:child_process');
        const child = spawn(process.execPath, ['-e', "process.on('SIGINT', () => console.log('child got it')); setTimeout(() => {}, 600); console.log('child up')"], { stdio: 'inherit' });
        process.on('SIGINT', () => console.log('parent got it'));`,
    });
    const running = (await openJob()).step({ action }).startMain();
    await running.waitForLine(/^child up$/);
    const result = await running.cancel({ sigintMs: 5000 });
    expect(result.lines).toContain('parent got it');
    expect(result.lines).not.toContain('child got it');
  });

  it('kills and rejects a step that exceeds its time limit', async () => {
    const action = writeToy({ main: 'stay();' });
    const step = (await openJob()).step({ action, timeoutMs: 300 });
    await expect(step.main()).rejects.toThrow(/main did not end within 300 ms/);
  });

  it('rejects waiting for a line that never appears', async () => {
    const running = (await openJob()).step({ action: writeToy({ main: '' }) }).startMain();
    await expect(running.waitForLine(/never/)).rejects.toThrow(/without a line like \/never\//);
    await running.result;
    await expect(running.waitForLine(/never/)).rejects.toThrow();
  });
});
