import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import {
  type Json,
  nest,
  readStateFile,
  type Sink,
  STATE,
  split,
  withImpostor,
  withSink,
} from '../support/attacker.ts';
import { writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { arrangeKeys, listAlive, MINT } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { expectInTime } from '../support/time.ts';
import { sortRequests } from '../support/traffic.ts';

/** Inputs of a step that does nothing. */
const SKIP = { region: 'us-south', 'on-missing-credentials': 'skip', 'api-key': '' };

/** The folder with the file commands of a step. */
function commandsOf({ runnerTemp }: Job): string {
  return join(runnerTemp, '_runner_file_commands');
}

/** Creates the fingerprint of a variable as the action does. */
function fingerprint(salt: unknown, text: string): string {
  return createHash('sha256').update(`${salt}\0${text}`).digest('hex');
}

describe('a state that a step sets in the environment of a later use', () => {
  scenario(
    'is ignored, because the use saves its own before anything can fail',
    {},
    async (stage) => {
      await withSink(async ({ port }) => {
        const path = stage.machine.dockerConfigPath;
        const job = stage.startJob();
        const first = stage.step(job, MINT);
        await first.main();
        const written = readFileSync(path, 'utf8');
        const forged = { ...readStateFile(job), iamUrl: `http://127.0.0.1:${port}` };
        job.exportVariable(`STATE_${STATE}`, JSON.stringify(forged));
        writeFileSync(path, written.slice(1));
        const second = stage.step(job, MINT);
        expect((await second.main()).failed).toBe(true);
        stage.cloud.clearRequests();
        const post = await second.post();

        expect(post.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
        expect(stage.cloud.requests).toEqual([]);
        expect(listAlive(stage)).toHaveLength(1);
        writeFileSync(path, written);
      });
    },
  );

  scenario('is ignored if the inputs of the use are wrong', {}, async (stage) => {
    await withSink(async ({ port }) => {
      const job = stage.startJob();
      await stage.step(job, MINT).main();
      const forged = { ...readStateFile(job), iamUrl: `http://127.0.0.1:${port}` };
      job.exportVariable(`STATE_${STATE}`, JSON.stringify(forged));
      const second = stage.step(job, { ...MINT, region: 'us-sooth' });
      expect((await second.main()).failed).toBe(true);
      stage.cloud.clearRequests();
      const post = await second.post();

      expect(post.annotations).toEqual([]);
      expect(stage.cloud.requests).toEqual([]);
    });
  });

  scenario(
    'has no effect, even if the use is killed before it saves its own',
    {},
    async (stage) => {
      await withImpostor(async (impostor) => {
        const { inputs } = arrangeKeys(stage);
        const job = stage.startJob();
        await stage.step(job, inputs).main();
        const saved = readStateFile(job);
        const trust = {
          ...(saved['trust'] as Json | undefined),
          https_proxy: fingerprint(saved['salt'], impostor.proxyUrl),
        };
        job.exportVariable(`STATE_${STATE}`, JSON.stringify({ ...saved, trust }));
        playFault(job, { below: commandsOf(job), call: 1, only: 'write', outcome: 'kill' });
        const second = stage.step(job, inputs);
        expect((await second.main()).signal).toBe('SIGKILL');
        endFault(job);
        const proxyBefore = stage.cloud.proxyUrl;
        job.exportVariable('https_proxy', impostor.proxyUrl);
        stage.cloud.clearRequests();
        const post = await second.post();

        expect(post.failed).toBe(false);
        expect(stage.cloud.connections).toEqual([]);
        expect(readMessages(post, 'warning')).toEqual([
          expect.stringContaining('ibmcloud iam service-api-key-delete'),
        ]);
        job.exportVariable('https_proxy', proxyBefore);
        await job.finish();
        expect(listAlive(stage)).toEqual([]);
      });
    },
  );
});

/** What a forged state can refer to. */
interface Scene {
  readonly stage: Stage;
  readonly job: Job;
  readonly sink: Sink;
  /** A key that someone else needs, owned by an identity whose keys this one can manage. */
  readonly victim: string;
}

type Forgery = (state: Json, scene: Scene) => unknown;

function withMinted(change: (scene: Scene) => Json): Forgery {
  return (state, scene) => {
    const [record] = state['minted'] as readonly Json[];
    return { ...state, minted: [{ ...record, ...change(scene) }] };
  };
}

function withIamUrl(write: (port: number) => string): Forgery {
  return (state, { sink }) => ({ ...state, iamUrl: write(sink.port) });
}

function withDirectory(choose: (scene: Scene) => string): Forgery {
  return (state, scene) => {
    const directory = choose(scene);
    return { ...state, isolation: { directory, variables: [] } };
  };
}

/** Ways to make a post step send, delete or print something, by what is forged. */
const FORGERIES: Readonly<Record<string, Forgery>> = {
  'plain HTTP on loopback': withIamUrl((port) => `http://127.0.0.1:${port}`),
  'HTTPS on loopback': withIamUrl((port) => `https://127.0.0.1:${port}`),
  'loopback with IBM as the user': withIamUrl(
    (port) => `https://iam.cloud.ibm.com@127.0.0.1:${port}`,
  ),
  'plain HTTP at IBM': withIamUrl(() => 'http://iam.cloud.ibm.com'),
  'another port at IBM': withIamUrl((port) => `https://iam.cloud.ibm.com:${port}`),
  'a path at IBM': withIamUrl(() => 'https://iam.cloud.ibm.com/../evil'),
  'a host that starts like IBM': withIamUrl(() => 'https://iam.cloud.ibm.com.evil.example'),
  'a host that ends like IBM': withIamUrl(() => 'https://evil-iam.cloud.ibm.com.'),
  'a fragment at IBM': withIamUrl(() => 'https://iam.cloud.ibm.com#.evil.example'),
  'a text that is not a URL': withIamUrl(() => 'javascript:alert(1)'),
  'a URL that is an object': (state) => ({ ...state, iamUrl: { href: 'https://evil.example' } }),
  'another IAM of IBM': withIamUrl(() => 'https://private.iam.cloud.ibm.com'),
  'the home directory': withDirectory(({ stage }) => stage.machine.home),
  'the root directory': withDirectory(() => '/'),
  'RUNNER_TEMP itself': withDirectory(({ job }) => job.runnerTemp),
  'a directory above RUNNER_TEMP': withDirectory(({ job }) => `${job.runnerTemp}/..`),
  'a way out of RUNNER_TEMP': withDirectory(({ job }) => `${job.runnerTemp}/x/../../work`),
  'the workspace': withDirectory(({ job }) => job.folders.workspace),
  'a link to the home': withDirectory(({ stage, job }) => {
    const link = join(job.runnerTemp, 'icr-login-check-link');
    symlinkSync(stage.machine.home, link);
    return link;
  }),
  'an invalid directory': (state) => ({ ...state, isolation: { directory: 1 } }),
  'a variable of another program': (state, { job }) => ({
    ...state,
    isolation: {
      directory: join(job.runnerTemp, 'icr-login-0000'),
      variables: [{ name: 'HOME', value: 'x', before: '/evil' }],
    },
  }),
  'the ID of another key': withMinted(({ victim }) => ({ id: victim, outcome: 'issued' })),
  'a path instead of an ID': withMinted(() => ({ id: '../serviceids', outcome: 'issued' })),
  'a command instead of an ID': withMinted(() => ({
    id: 'x\n::stop-commands::x',
    outcome: 'issued',
  })),
  'a mark of one digit': withMinted(() => ({ mark: '1', outcome: 'intended' })),
  'no mark': withMinted(() => ({ mark: '', outcome: 'intended' })),
  'another place': withMinted(() => ({ place: 'evil.example', outcome: 'intended' })),
  'another registry': withMinted(() => ({
    mint: 'registry-token',
    place: 'us.icr.io.evil.example',
  })),
  'a kind of mint': withMinted(() => ({ mint: 'constructor' })),
  'an endless time limit': (state) => ({ ...state, timeoutSeconds: 1e9 }),
  'a negative time limit': (state) => ({ ...state, timeoutSeconds: -1 }),
  'an invalid time limit': (state) => ({ ...state, timeoutSeconds: '60' }),
  'no fingerprints of the environment': ({ trust: _, ...state }) => state,
  'another source': (state) => ({ ...state, sourceInput: 'access-token' }),
  'a profile': (state) => ({ ...state, profile: 'x\n::stop-commands::x' }),
  'a relative config': (state) => ({ ...state, logins: [{ path: 'x', records: ['x'] }] }),
  'a config of another program': (state, { stage }) => ({
    ...state,
    logins: [{ path: join(stage.machine.home, 'file'), records: ['x'], missingDirectory: '/' }],
  }),
  'an invalid token': (state) => ({ ...state, accessToken: 'x'.repeat(5_000) }),
  'a clock of another century': (state) => ({ ...state, clockOffsetMs: 1e300 }),
  'another version': (state) => ({ ...state, version: 2 }),
  'no lists': (state) => ({ ...state, minted: null, logins: {} }),
  'members of every object': () => ({ __proto__: null, constructor: 1, toString: 2 }),
  'a list': () => [],
  'a number': () => 1,
  nothing: () => null,
};

/** Texts that are not the JSON of any value. */
const TEXTS: Readonly<Record<string, string>> = {
  'incomplete JSON': '{"version":1,',
  'JSON that is nested 60,000 levels deep': nest(60_000),
  'a state that is nested 60,000 levels deep': `{"version":1,"salt":${nest(60_000)}}`,
  // The longest text that a variable can contain.
  'a hundred kilobytes of one word': `"${'token '.repeat(20_000)}"`,
};

/** All forgeries, as text. */
const SHAPES: readonly (readonly [name: string, write: (state: Json, scene: Scene) => string])[] = [
  ...Object.entries(FORGERIES).map(
    ([name, forge]) =>
      [name, (state: Json, scene: Scene) => JSON.stringify(forge(state, scene))] as const,
  ),
  ...Object.entries(TEXTS).map(([name, text]) => [name, () => text] as const),
];

describe.each(split(SHAPES, 6))('a forged state, with %s and others,', (...shapes) => {
  scenario('does not send the key, deletes nothing and ends in time', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    writeBefore(join(stage.machine.home, 'file'), 'of another program');
    writeBefore(join(stage.machine.home, '.icr-login'), '');
    stage.rememberHome();
    const victim = stage.cloud.seedApiKey(stage.user);
    stage.secrets.push(victim.value);
    await withSink(async (sink) => {
      const job = stage.startJob();
      const first = stage.step(job, inputs);
      const main = await first.main();
      const own = readOutput(main, 'credential-id');
      const saved = readStateFile(job);
      writeFileSync(join(job.folders.workspace, '.icr-login'), '');
      mkdirSync(join(job.runnerTemp, 'of another step'));
      const alive = (): readonly string[] => stage.cloud.ledger.alive().map(({ id }) => id);
      const before = alive();
      stage.cloud.clearRequests();
      for (const [name, write] of shapes) {
        const text = write(saved, { stage, job, sink, victim: victim.id });
        const step = stage.step(job, SKIP);
        await step.main();
        step.state.set(STATE, text);
        const post = await step.post({ with: { ...SKIP, 'api-key': stage.user.apiKey } });

        expectInTime(post, 60);
        expect([name, post.failed, post.signal]).toEqual([name, false, null]);
        expect(post.stdout, name).not.toContain('\n::stop-commands');
        expect(post.env, name).toEqual({});
        // A token that someone else put there belongs to them.
        expect(
          sortRequests(stage.cloud).filter((request) => request.startsWith('POST')),
          name,
        ).toEqual([]);
        expect(alive(), name).toEqual(before);
      }
      expect(sink.received).toEqual([]);
      for (const place of [stage.machine.home, job.folders.workspace]) {
        expect(existsSync(join(place, '.icr-login'))).toBe(true);
      }
      expect(existsSync(join(job.runnerTemp, 'of another step'))).toBe(true);
      const post = await first.post();
      expect(post.annotations).toEqual([]);
      expect(alive()).not.toContain(own);
      stage.survivors.push(...alive());
    });
  });
});

describe('a copy of the state of the first use', () => {
  scenario('revokes only what the first use minted', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const first = await stage.step(job, inputs).main();
    const copy = stage.step(job, SKIP);
    await copy.main();
    copy.state.set(STATE, first.state[STATE] ?? '');
    const post = await copy.post({ with: { ...inputs, ...SKIP, 'api-key': stage.user.apiKey } });

    expect(post.lines.at(-1)).toMatch(/^Revoked the API key /);
    const [own] = await job.finish();
    expect(own?.annotations).toEqual([]);
    expect(own?.lines.at(-1)).toMatch(/^The API key .* was already gone\.$/);
  });
});
