import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from './measure.ts';
import type { Site } from './site.ts';

export const EMPTY_NODE = 'empty Node.js process';
export const DOCKER_LOGIN = 'bare `docker login`';

/**
 * A Node.js process that does nothing. CommonJS, as `dist/` is, and because it starts a little faster than
 * an empty ES module: the base is not to flatter what is compared with it.
 */
export async function runEmptyNode({ machine, series }: Site): Promise<void> {
  const file = join(machine.temp, 'empty.cjs');
  writeFileSync(file, '');
  const { durationMs } = await runProcess({
    file: process.execPath,
    args: [file],
    cwd: machine.temp,
    env: machine.env,
  });
  series.add(EMPTY_NODE, durationMs);
}

/** `docker login` as a workflow would run it by hand. */
export async function runDockerLogin(site: Site): Promise<void> {
  const { machine, user, series } = site;
  const { args, remove } = arrangeDockerLogin(site);
  const { durationMs } = await runProcess({
    file: join(machine.root, 'bin', 'docker'),
    args,
    cwd: machine.temp,
    env: machine.env,
    input: user.apiKey,
  });
  remove();
  series.add(DOCKER_LOGIN, durationMs);
}

/** Arguments for `docker`, and the config directory that they name, which names no credential store. */
export function arrangeDockerLogin({ machine }: Site): {
  readonly args: readonly string[];
  readonly remove: () => void;
} {
  const directory = mkdtempSync(join(machine.temp, 'docker-'));
  writeFileSync(join(directory, 'config.json'), '{"auths":{"us.icr.io":{}}}');
  const login = ['login', '--username', 'iamapikey', '--password-stdin', 'us.icr.io'];
  return {
    args: ['--config', directory, ...login],
    remove: () => rmSync(directory, { recursive: true }),
  };
}
