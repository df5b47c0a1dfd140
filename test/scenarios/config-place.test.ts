import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { EVERYWHERE, LINUX, type Stage, scenario } from '../support/scenario.ts';

const MINE = '{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}}';

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

function readEntries(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8')).auths;
}

describe('the file that a login is written to', () => {
  scenario('is created for its user only, and removed again', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    const job = stage.startJob();
    const main = await stage.step(job, { client: 'file' }).main();
    expect(main.outputs['config-path']).toBe(path);
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
    expect(modeOf(dirname(path))).toBe('700');
    expect(readdirSync(dirname(path)).map((name) => modeOf(join(dirname(path), name)))).toEqual([
      '600',
      '600',
    ]);
    const [post] = await job.finish();
    expect(post?.lines).toEqual([`us.icr.io: removed the login (${path}).`]);
    expect(existsSync(dirname(path))).toBe(false);
  });

  scenario('keeps its mode, and a directory that is in use is not removed', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, '{}');
    chmodSync(path, 0o640);
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    expect(modeOf(path)).toBe('640');
    await job.finish();

    const folder = join(stage.machine.home, 'a', 'b');
    const second = stage.startJob({ env: { DOCKER_CONFIG: folder } });
    await stage.step(second, { client: 'file' }).main();
    writeBefore(join(stage.machine.home, 'a', 'notes.txt'), 'mine');
    stage.changed.push('a');
    await second.finish();
    expect(readdirSync(stage.machine.home, { recursive: true })).toContain('a/notes.txt');
    expect(existsSync(folder)).toBe(false);
  });

  scenario(
    'is removed with the directories that were created for it',
    EVERYWHERE,
    async (stage) => {
      const folder = join(stage.machine.home, 'made', 'for this job');
      const job = stage.startJob({ env: { DOCKER_CONFIG: folder } });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.outputs['config-path']).toBe(join(folder, 'config.json'));
      expect(readEntries(join(folder, 'config.json'))).toEqual({
        'us.icr.io': toEntry(stage.user.apiKey),
      });
      await job.finish();
      expect(existsSync(dirname(folder))).toBe(false);
    },
  );

  scenario('can be behind links, which stay in place', {}, async (stage) => {
    const { home } = stage.machine;
    const target = (name: string): string => join(home, 'dotfiles', name, 'config.json');
    for (const name of ['file', 'folder']) {
      writeBefore(target(name), MINE);
    }
    for (const name of ['folder', 'missing folder']) {
      symlinkSync(`dotfiles/${name}`, join(home, name));
    }
    for (const name of ['file', 'missing file']) {
      mkdirSync(join(home, name));
      symlinkSync(`../dotfiles/${name}/config.json`, join(home, name, 'config.json'));
    }
    for (const name of ['file', 'folder', 'missing file', 'missing folder']) {
      const job = stage.startJob({ env: { DOCKER_CONFIG: join(home, name) } });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.outputs['config-path']).toBe(target(name));
      const entries = readEntries(join(home, name, 'config.json'));
      expect(entries).toEqual({ 'us.icr.io': toEntry(stage.user.apiKey) });
      await job.finish();
    }
    expect(readdirSync(join(home, 'dotfiles'))).toEqual(['file', 'folder']);
  });

  scenario('is REGISTRY_AUTH_FILE with podman', { programs: ['podman'] }, async (stage) => {
    const REGISTRY_AUTH_FILE = join(stage.machine.home, 'containers', 'login.json');
    const job = stage.startJob({ env: { REGISTRY_AUTH_FILE } });
    const main = await stage.step(job, { client: 'podman' }).main();
    expect(main.outputs['config-path']).toBe(REGISTRY_AUTH_FILE);
    expect(readEntries(REGISTRY_AUTH_FILE)).toEqual({ 'us.icr.io': toEntry(stage.user.apiKey) });
    await job.finish();
  });

  scenario(
    "is podman's own file if that has a login for the host",
    { programs: ['podman'] },
    async (stage) => {
      const files = podmanFiles(stage);
      for (const path of files.toReversed()) {
        const before = MINE.replace('b2N', 'b3N');
        writeBefore(path, before);
        const job = stage.startJob();
        const main = await stage.step(job, { client: 'podman', region: 'us-south,eu-de' }).main();
        expect(main.failed).toBe(false);
        expect(readEntries(path)).toEqual({ 'us.icr.io': toEntry(stage.user.apiKey) });
        expect(stage.readConfig()).toEqual({ auths: { 'de.icr.io': toEntry(stage.user.apiKey) } });
        const seen = await job.run('podman', ['login', '--get-login', 'us.icr.io']);
        expect(seen.stdout.trim()).toBe('iamapikey');
        await job.finish();
        expect(readFileSync(path, 'utf8')).toBe(before);
      }
    },
  );

  scenario('is reported as hidden if podman has a login of its own', LINUX, async (stage) => {
    const [runtime = '', kept = ''] = podmanFiles(stage);
    writeBefore(runtime, MINE.replace('us.icr.io', 'de.icr.io'));
    writeBefore(kept, MINE);
    const { main } = await stage.play(
      { client: 'file', region: 'us-south,eu-de,jp-tok' },
      { env: { DOCKER_AUTH_CONFIG: '{}' } },
    );
    expect(main.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringContaining('warning: The variable DOCKER_AUTH_CONFIG is set'),
      expect.stringContaining(`warning: ${kept} has its own login to us.icr.io.`),
      expect.stringContaining(`warning: ${runtime} has its own login to de.icr.io.`),
    ]);
  });
});

/** The files that podman reads before Docker's config. */
function podmanFiles({ machine }: Stage): readonly string[] {
  return [
    join(machine.env['XDG_RUNTIME_DIR'] ?? '', 'containers', 'auth.json'),
    join(machine.home, '.config', 'containers', 'auth.json'),
  ];
}
