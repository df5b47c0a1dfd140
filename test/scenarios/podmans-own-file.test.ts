import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

const CLIENTS = { programs: ['podman', 'skopeo'] };

/** Names of a login in podman's own file, and the images for which podman and skopeo use it. */
const NAMES: readonly (readonly [name: string, place: string])[] = [
  ['us.icr.io', 'us.icr.io'],
  ['https://us.icr.io', 'us.icr.io'],
  ['https://us.icr.io/v1/', 'us.icr.io'],
  ['us.icr.io/team', 'us.icr.io/team'],
];

/** Contents that podman, buildah and skopeo refuse to read. */
const MALFORMED: Readonly<Record<string, string>> = {
  'of zero bytes': '',
  'with only white space': ' \n',
  'that is cut off': '{ broken',
  'with a list': '[]',
  'with a list as logins': '{"auths": []}',
  'with text instead of a login': '{"auths": {"ghcr.io": "x"}}',
};

/** Contents that they read as a file without a login. */
const EMPTY: Readonly<Record<string, string>> = {
  'nothing but `null`': 'null',
  'a login that is no login': '{"auths": {"us.icr.io": {"auth": "bm9jb2xvbg=="}}}',
  'an empty object': '{}',
  'a login without a credential': '{"auths": {"us.icr.io": {}}}',
  'no logins': '{"auths": null}',
};

/** Podman's own file in the home directory. */
function fileOf({ machine }: Stage): string {
  return join(machine.home, '.config', 'containers', 'auth.json');
}

/** The user names with which podman and skopeo log in. */
async function readUsers(job: Job, place: string): Promise<readonly string[]> {
  const logins = ['podman', 'skopeo'].map((program) =>
    job.run(program, ['login', '--get-login', place]),
  );
  return (await Promise.all(logins)).map(({ stdout }) => stdout.trim());
}

describe("a login in podman's own file", () => {
  for (const [name, place] of NAMES) {
    scenario(`named ${name} hides a new login, and a warning says so`, CLIENTS, async (stage) => {
      const path = fileOf(stage);
      writeBefore(path, JSON.stringify({ auths: { [name]: toEntry('their own', 'octocat') } }));
      const job = stage.startJob();
      const main = await stage.step(job, { client: 'file' }).main();
      expect(readMessages(main, 'warning')).toEqual([
        expect.stringContaining(`${path} has its own login to us.icr.io.`),
      ]);
      expect(await readUsers(job, place)).toEqual(['octocat', 'octocat']);
    });

    scenario(
      `named ${name} gives way to a new login with podman, and is restored`,
      CLIENTS,
      async (stage) => {
        const path = fileOf(stage);
        const before = JSON.stringify({ auths: { [name]: toEntry('their own', 'octocat') } });
        writeBefore(path, before);
        const job = stage.startJob();
        const main = await stage.step(job, { client: 'podman' }).main();
        expect(main.outputs['config-path']).toBe(path);
        // For images in the namespace, the login of the namespace still takes precedence.
        const isBelow = place !== 'us.icr.io';
        expect(readMessages(main, 'warning')).toEqual(
          isBelow ? [expect.stringContaining(`${path} has separate logins for ${place}`)] : [],
        );
        expect(await readUsers(job, 'us.icr.io')).toEqual(['iamapikey', 'iamapikey']);
        const below = isBelow ? 'octocat' : 'iamapikey';
        expect(await readUsers(job, 'us.icr.io/team')).toEqual([below, below]);
        const [post] = await job.finish();
        expect(post?.annotations).toEqual([]);
        expect(readFileSync(path, 'utf8')).toBe(before);
      },
    );
  }
});

describe("podman's own file", () => {
  for (const [what, text] of Object.entries(MALFORMED)) {
    scenario(`${what} causes an error with podman`, CLIENTS, async (stage) => {
      const path = fileOf(stage);
      writeBefore(path, text);
      for (const env of [{}, { REGISTRY_AUTH_FILE: path }]) {
        const [main] = await stage.refuse([{ client: 'podman' }], { env });
        const { code, message } = main === undefined ? { code: '', message: '' } : readError(main);
        expect(code).toBe('config-malformed');
        expect(message).toContain(`${path} is empty or malformed`);
      }
    });

    scenario(`${what} causes a warning with another client`, CLIENTS, async (stage) => {
      const path = fileOf(stage);
      writeBefore(path, text);
      const job = stage.startJob();
      const main = await stage.step(job, { client: 'file' }).main();
      expect(readMessages(main, 'warning')).toEqual([
        expect.stringContaining(`${path} is empty or malformed`),
      ]);
      expect(main.outputs['logged-in']).toBe('true');
      expect(await readUsers(job, 'us.icr.io')).toEqual(['', '']);
    });
  }

  scenario('that cannot be read is named, with any client', CLIENTS, async (stage) => {
    const path = fileOf(stage);
    mkdirSync(path, { recursive: true });
    const [refused] = await stage.refuse([{ client: 'podman' }]);
    const { code, message } = readError(refused ?? expect.fail());
    expect(code).toBe('config-malformed');
    expect(message).toContain(`${path} cannot be read`);
    const job = stage.startJob();
    const main = await stage.step(job, { client: 'file' }).main();
    expect(readMessages(main, 'warning')).toEqual([
      expect.stringContaining(`${path} cannot be read: podman, buildah and skopeo stop there`),
    ]);
    expect(await readUsers(job, 'us.icr.io')).toEqual(['', '']);
  });

  for (const [what, text] of Object.entries(EMPTY)) {
    scenario(`with ${what} hides nothing`, CLIENTS, async (stage) => {
      writeBefore(fileOf(stage), text);
      for (const client of ['podman', 'file']) {
        const job = stage.startJob();
        const main = await stage.step(job, { client }).main();
        expect(main.annotations).toEqual([]);
        expect(await readUsers(job, 'us.icr.io')).toEqual(['iamapikey', 'iamapikey']);
        await job.finish();
      }
    });
  }
});
