import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planIsolatedConfig } from '../../../src/stores/private-config.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'isolated-'));
  vi.stubEnv('DOCKER_CONFIG', join(root, 'docker'));
  vi.stubEnv('REGISTRY_AUTH_FILE', join(root, 'auth.json'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

describe('a private config', () => {
  it('that cannot be made is an error with an explanation', async () => {
    vi.stubEnv('RUNNER_TEMP', join(root, 'missing'));
    const planned = await planIsolatedConfig(['us.icr.io']);

    expect(planned.create).toThrow(/cannot be read or changed: ENOENT/);
  });
});
