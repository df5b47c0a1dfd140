import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Fault, RequestMatch } from '../ibm-cloud/index.ts';
import type { StepResult } from '../runner/index.ts';
import { nest, split, toJournalPath } from '../support/attacker.ts';
import { runOnServer } from '../support/compute-resource.ts';
import { CredentialStore } from '../support/credential-store.ts';
import { writeBefore } from '../support/docker-config.ts';
import { arrangeKeys, endJob, letExpire, listAlive, MINT } from '../support/minting.ts';
import { LINUX, type Stage, scenario } from '../support/scenario.ts';
import { addPlainScript, shellScript } from '../support/scripts.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { expectInTime } from '../support/time.ts';
import { CHECK, CREATION, EXCHANGE, KEY_CREATION, KEY_DELETION } from '../support/traffic.ts';

/** Slow regular expressions take minutes. A busy machine may need some time anyway. */
const SECONDS = 30;
const TWO_MEGABYTES = 2 * 1024 * 1024;

/** Two megabytes of one word. */
function repeat(word: string): string {
  return word.repeat(Math.ceil(TWO_MEGABYTES / word.length));
}

/** Words that a regular expression for causes may match again and again. */
const WORDS = [
  'token ',
  'limit ',
  'expired ',
  'account ',
  'exceeded its ',
  'service id ',
  'api key ',
  'icr-login a run 1/1 job b at ',
  '#',
  ':',
  ' ',
  '\t\n',
  '\u001b[',
  '\u001b]8;;',
  'time=level=',
  '\\"',
  '"',
  '[[[[{',
  '": Forbidden ',
  '\u200b',
  'ä',
] as const;
/** Some of them, for cases that use the same expressions as others. */
const FEW = WORDS.filter((_, index) => index % 5 === 0);

/** Refusals with such texts, in each format of IBM Cloud. */
function listFaults(word: string, status: number): readonly Fault[] {
  const text = repeat(word);
  const bodies = [
    { errorCode: 'BXNIM0000E', errorMessage: text },
    { errors: [{ code: 'SOME', message: text, message_code: text }] },
    { code: text, message: text },
    text,
  ];
  return bodies.map((body) => ({ kind: 'status', status, body }));
}

async function expectRefused(
  stage: Stage,
  inputs: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const main = await stage.fail({ ...inputs, timeout: String(SECONDS) });
  expectInTime(main, SECONDS);
  expectShort(main);
  return main;
}

/** Expects a log that does not contain the two megabytes. */
function expectShort({ log }: StepResult): void {
  expect(log.length).toBeLessThan(50_000);
}

describe('a refusal of two megabytes', () => {
  type Arrange = (stage: Stage) => Readonly<Record<string, string>>;
  const services: readonly (readonly [string, RequestMatch, number, Arrange, readonly string[]])[] =
    [
      ['IAM, for the exchange', EXCHANGE, 400, () => MINT, WORDS],
      ['the registry, for the check', CHECK, 401, () => ({ client: 'file' }), WORDS],
      ['the registry, for a new token', CREATION, 403, () => MINT, FEW],
      ['IAM, for a new key', KEY_CREATION, 409, (stage) => arrangeKeys(stage).inputs, FEW],
    ];
  for (const [name, match, status, arrange, all] of services) {
    for (const words of split(all, Math.ceil(all.length / 7))) {
      const [example] = words;
      scenario(
        `by ${name}, of ${JSON.stringify(example)}, is processed in time`,
        {},
        async (stage) => {
          const inputs = arrange(stage);
          for (const word of words) {
            const [first, second] = listFaults(word, status);
            const chosen = match.host === 'iam' ? first : second;
            if (chosen !== undefined) {
              const fault = stage.cloud.faults.add({ ...match, do: chosen });
              await expectRefused(stage, inputs);
              fault.remove();
            }
          }
        },
      );
    }
  }

  for (const word of ['token ', 'limit ', '":{"']) {
    scenario(`of ${word}, in any shape, is understood in time`, {}, async (stage) => {
      for (const fault of [...listFaults(word, 400), ...listFaults(word, 404)]) {
        const rule = stage.cloud.faults.add({ ...EXCHANGE, do: fault });
        const main = await expectRefused(stage, MINT);
        expect(readError(main).code).not.toBe('timed-out');
        rule.remove();
      }
    });
  }

  scenario('at the end of a job, causes a warning in time', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    for (const word of ['token ', 'limit ', 'lock ']) {
      const job = stage.startJob();
      const main = await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();
      const [fault] = listFaults(word, 403);
      const rule = stage.cloud.faults.add({ ...KEY_DELETION, do: fault ?? { kind: 'hang' } });
      const post = await endJob(job);
      rule.remove();

      expectInTime(post, SECONDS);
      expectShort(post);
      expect(readMessages(post, 'warning')).toEqual([
        expect.stringContaining(`service-api-key-delete ${main.outputs['credential-id']}`),
      ]);
    }
    letExpire(stage);
  });
});

describe('two megabytes of words', () => {
  const clients: readonly (readonly [string, string])[] = [
    ['docker', ''],
    ['podman', '>&2'],
  ];
  for (const [client, stream] of clients) {
    for (const words of split([...WORDS, 'exceeded its\n', 'time=\nlevel=warning\n'], 4)) {
      const name = `from ${client}, such as ${JSON.stringify(words[0])}, are processed in time`;
      scenario(name, LINUX, async (stage) => {
        const file = join(stage.machine.root, 'words');
        for (const word of words) {
          writeFileSync(file, repeat(word));
          addPlainScript(stage.machine, client, shellScript(`cat '${file}' ${stream}`, 'exit 1'));
          await expectRefused(stage, { client });
        }
      });
    }
  }

  scenario('that never end from docker, end in time', LINUX, async (stage) => {
    const text = shellScript('while :; do echo "token limit expired"; done');
    addPlainScript(stage.machine, 'docker', text);
    const main = await stage.fail({ client: 'docker', timeout: '3' });

    expectInTime(main, 3);
    expectShort(main);
  });

  scenario('from a credential helper, are processed in time', LINUX, async (stage) => {
    writeBefore(stage.machine.dockerConfigPath, '{"credsStore": "test"}');
    const store = new CredentialStore(stage);
    const file = join(stage.machine.root, 'words');
    for (const word of [...FEW, '{', '{"Username":"']) {
      writeFileSync(file, repeat(word));
      store.behave(`cat '${file}'`, `cat '${file}' >&2`, 'exit 1');
      await expectRefused(stage, { client: 'file' });
    }
    store.behave();
  });
});

/** Texts of a file that this action reads before Docker does. */
const TEXTS: Readonly<Record<string, string>> = {
  'an unclosed string': `{"auths": "${repeat('x')}`,
  'escapes in an unclosed string': `{"auths": "${repeat('\\"')}`,
  quotes: repeat('"'),
  'escaped quotes': repeat('\\"'),
  spaces: `{"auths": {${repeat(' ')}`,
  lines: `{"auths": {${repeat('\n')}`,
  'arrays that are nested 60,000 levels deep': `{"auths": {}, "x": ${nest(60_000)}}`,
  'objects that are nested 60,000 levels deep': `{"auths": {}, "x": ${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}}`,
  'unclosed arrays': '['.repeat(1_000_000),
  commas: `{"auths": {${repeat(',')}}}`,
  members: `{"auths": {${repeat('"a":1 ')}}}`,
  comments: `{"auths": {${repeat('/*')}}}`,
};

describe('a config of', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    scenario(`${name}, is refused in time and before any request`, {}, async (stage) => {
      const path = stage.machine.dockerConfigPath;
      writeBefore(path, text);
      for (const inputs of [{ client: 'file' }, { client: 'file', config: 'isolated' }]) {
        const main = await stage.fail({ ...inputs, timeout: String(SECONDS) });

        expectInTime(main, SECONDS);
        expect(readError(main).code).toBe('config-malformed');
        expect(stage.cloud.connections).toEqual([]);
      }
    });

    scenario(`${name}, at the end of a job, leaves nothing behind`, {}, async (stage) => {
      stage.changed.push('.docker');
      const { inputs } = arrangeKeys(stage);
      for (const path of [stage.machine.dockerConfigPath, toJournalPath(stage)]) {
        const job = stage.startJob();
        await stage.step(job, { ...inputs, timeout: String(SECONDS) }).main();
        writeFileSync(path, text);
        const post = await endJob(job);

        expectInTime(post, SECONDS);
        expect(post.failed).toBe(false);
        expect(post.log).not.toContain('call stack');
        expect(readMessages(post, 'warning').length).toBeGreaterThan(0);
        expect(listAlive(stage)).toEqual([]);
        writeFileSync(stage.machine.dockerConfigPath, '{}');
      }
    });
  }
});

describe('a valid config of two megabytes', () => {
  const texts: Readonly<Record<string, string>> = {
    'one string': JSON.stringify({ auths: {}, HttpHeaders: { 'X-Long': repeat('x') } }),
    escapes: JSON.stringify({ auths: {}, HttpHeaders: { 'X-Long': '\\"'.repeat(500_000) } }),
    members: JSON.stringify({
      auths: {},
      x: Object.fromEntries(Array.from({ length: 150_000 }, (_, index) => [`m${index}`, index])),
    }),
    'white space': `{"auths": {${repeat('\n')}}}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    scenario(`with ${name}, takes a login and is restored`, {}, async (stage) => {
      writeBefore(stage.machine.dockerConfigPath, text);
      const { inputs } = arrangeKeys(stage);
      const job = stage.startJob();
      const main = await stage.step(job, { ...inputs, timeout: '20' }).main();
      expectInTime(main, 20);
      expect(main.failed, main.log).toBe(false);
      const post = await endJob(job);

      expectInTime(post, 20);
      expect(post.annotations).toEqual([]);
    });
  }
});

describe('a reply that is nested 60,000 levels deep', () => {
  const replies: readonly (readonly [string, RequestMatch])[] = [
    ['an access token', EXCHANGE],
    ['a new key', KEY_CREATION],
    ['the check', CHECK],
  ];
  for (const [name, match] of replies) {
    scenario(`in place of ${name}, is an error that says so`, {}, async (stage) => {
      const { inputs } = arrangeKeys(stage);
      for (const body of [nest(60_000), `{"access_token": ${nest(60_000)}, "apikey": "x"}`]) {
        const reply = { kind: 'status', status: 200, body } as const;
        const rule = stage.cloud.faults.add({ ...match, do: reply });
        const job = stage.startJob();
        const main = await stage.step(job, { ...inputs, timeout: '5' }).main();
        rule.remove();

        expectInTime(main, 5);
        expect(readError(main).code).toBe('reply-invalid');
        await job.finish();
      }
    });
  }
});

describe('podman’s own file with two megabytes of', () => {
  for (const word of ['\n', ' ', 'credential-helpers = [', "'", '\t\n']) {
    const name = `${JSON.stringify(word)} is read in time`;
    scenario(name, { programs: ['podman'] }, async (stage) => {
      stage.changed.push('.config', '.local', '.cache');
      const path = join(stage.machine.home, '.config', 'containers', 'registries.conf');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, repeat(word));
      const job = stage.startJob();
      const main = await stage.step(job, { client: 'podman', timeout: String(SECONDS) }).main();

      expectInTime(main, SECONDS);
      const [post] = await job.finish();
      expect(post?.failed).toBe(false);
    });
  }
});

describe('a metadata service that answers with', () => {
  const bodies: Readonly<Record<string, string>> = {
    'JSON that is nested 30,000 levels deep': nest(30_000),
    'a token that is nested 30,000 levels deep': `{"access_token": ${nest(30_000)}}`,
    'sixty kilobytes of one word': JSON.stringify({
      errors: [{ code: 'x', message: 'token '.repeat(10_000) }],
    }),
    'sixty kilobytes of quotes': '\\"'.repeat(30_000),
  };
  for (const [name, body] of Object.entries(bodies)) {
    scenario(`${name}, is reported as invalid in time`, {}, async (stage) => {
      const service = createServer((_request, response) => response.writeHead(400).end(body));
      await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
      const { port } = service.address() as AddressInfo;
      const env = runOnServer({ plain: `http://127.0.0.1:${port}` });
      const profile = 'Profile-01234567-89ab-cdef-0123-456789abcdef';
      const inputs = { 'api-key': '', 'trusted-profile': profile, timeout: String(SECONDS) };
      const main = await stage.fail(inputs, { env });
      service.closeAllConnections();
      service.close();

      expectInTime(main, SECONDS);
      expectShort(main);
      expect(readError(main).code).toBe('no-compute-identity');
    });
  }
});
