import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { findReplaced, toEntry, writeBefore } from '../support/docker-config.ts';
import { EVERYWHERE, type Stage, scenario } from '../support/scenario.ts';

const MINE = '{"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}';

/** Configs as users have them, and the text in each that the entry replaces. The unit tests cover more. */
const SHAPES: Readonly<Record<string, readonly [text: string, replaced: string]>> = {
  'with line ends of Windows, bytes that are not UTF-8 and a login of a person': [
    `{\r\n\t"HttpHeaders": {"A": "\xe9"},\r\n\t"auths": {\r\n\t\t"us.icr.io": ${MINE}\r\n\t}\r\n}`,
    MINE,
  ],
  'without a single byte': ['', ''],
};

const MALFORMED: Readonly<Record<string, readonly [text: string, flaw: string]>> = {
  'cut off': ['{"auths": {"ghcr.io": {"auth": "b2N0', 'its JSON is invalid, see line 1, column 32'],
};

/** The config of a job whose DOCKER_CONFIG is a directory with this name. */
function pathOf(stage: Stage, name: string): string {
  return join(stage.machine.home, name, 'config.json');
}

describe('an existing config', () => {
  scenario('gets one more entry, and is restored byte for byte', EVERYWHERE, async (stage) => {
    for (const [name, [text]] of Object.entries(SHAPES)) {
      writeBefore(pathOf(stage, name), text);
    }
    for (const [name, [text, replaced]] of Object.entries(SHAPES)) {
      const job = stage.startJob({ env: { DOCKER_CONFIG: join(stage.machine.home, name) } });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.failed, name).toBe(false);
      const during = readFileSync(pathOf(stage, name), 'latin1');
      const entry = toEntry(stage.user.apiKey);
      expect(JSON.parse(during).auths['us.icr.io'], name).toEqual(entry);
      expect(replaced, name).toContain(findReplaced(text, during));
      await job.finish();
      expect(readFileSync(pathOf(stage, name), 'latin1'), name).toBe(text);
    }
  });

  scenario('is refused before any request and left alone if it is malformed', {}, async (stage) => {
    for (const [name, [text]] of Object.entries(MALFORMED)) {
      writeBefore(pathOf(stage, name), text);
    }
    for (const [name, [, flaw]] of Object.entries(MALFORMED)) {
      const env = { DOCKER_CONFIG: join(stage.machine.home, name) };
      const [main] = await stage.refuse([{ client: 'file' }], { env });
      expect(main?.failed, name).toBe(true);
      const problem = `${pathOf(stage, name)} is not a Docker config: ${flaw}. It was not changed.`;
      expect(main?.annotations[0]?.message).toContain(problem);
    }
  });
});

/** What another program makes of the file in mid-job. */
const REWRITES: Readonly<Record<string, (text: string) => Buffer>> = {
  'into UTF-16 without a byte order mark': (text) => Buffer.from(text, 'utf16le'),
  'with a second object after the first': (text) => Buffer.from(`${text}{}\n`),
  'with zeros at its end, as after a crash': (text) => Buffer.from(`${text}\0\0\0`),
};

describe('a config that someone has written in mid-job', () => {
  for (const [how, rewrite] of Object.entries(REWRITES)) {
    scenario(`${how}: the login does not stay`, {}, async (stage) => {
      const path = stage.machine.dockerConfigPath;
      const before = `{\n\t"auths": {\n\t\t"ghcr.io": ${MINE}\n\t}\n}\n`;
      writeBefore(path, before);
      const job = stage.startJob();
      await stage.step(job, { client: 'file' }).main();
      writeFileSync(path, rewrite(readFileSync(path, 'utf8')));
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(readFileSync(path)).toEqual(rewrite(before));
      stage.changed.push('.docker/config.json');
    });
  }
});
