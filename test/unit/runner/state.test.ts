import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listKeptStates } from '../../../src/runner/state.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'states-'));
  vi.stubEnv('GITHUB_STATE', join(folder, 'save_state_own'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

describe('the states of the steps of a job', () => {
  it('are what each saved last under the name of this action', async () => {
    write('save_state_1', 'icr-login<<x\nfirst\nx\nother<<y\nz\ny\nicr-login<<x\nlast\nx\n');
    write('save_state_2', 'icr-login<<x\r\nwith CR\r\nx\r\n');
    write('set_output_3', 'icr-login<<x\nan output\nx\n');

    expect((await listKeptStates()).toSorted()).toEqual(['last', 'with CR']);
  });

  it('are empty if someone has cut one off', async () => {
    write('save_state_1', 'icr-login<<x');

    await expect(listKeptStates()).resolves.toEqual(['']);
  });

  it('are read up to 64 MiB, as long files can only be there to slow this action down', async () => {
    const lines = '\n'.repeat(4_000_000);
    for (const number of Array(20).keys()) {
      write(`save_state_${number}`, `${lines}icr-login<<x\nkept\nx\n`);
    }

    await expect(listKeptStates()).resolves.toEqual(Array(16).fill('kept'));
  });

  it('do not include those of other actions, or what is not a file', async () => {
    write('save_state_1', 'other<<x\ntheirs\nx\n');
    mkdirSync(join(folder, 'save_state_2'));

    await expect(listKeptStates()).resolves.toEqual([]);
  });

  it.each(['', '/nowhere/save_state_1'])('are none if GITHUB_STATE is "%s"', async (path) => {
    vi.stubEnv('GITHUB_STATE', path);

    await expect(listKeptStates()).resolves.toEqual([]);
  });
});
