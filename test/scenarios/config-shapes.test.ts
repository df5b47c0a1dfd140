import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { findReplaced, toEntry, writeBefore } from '../support/docker-config.ts';
import { type Stage, scenario } from '../support/scenario.ts';

const MINE = '{"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}';

/** Configs as they are found, and the text in each that has to make room for the entry. */
const SHAPES: Readonly<Record<string, readonly [text: string, replaced: string]>> = {
  'as docker writes it': [`{\n\t"auths": {\n\t\t"ghcr.io": ${MINE}\n\t}\n}`, ''],
  'with spaces and a last line end': [`{\n  "auths": {\n    "ghcr.io": ${MINE}\n  }\n}\n`, ''],
  'with line ends of Windows': [`{\r\n  "auths": {\r\n    "ghcr.io": ${MINE}\r\n  }\r\n}\r\n`, ''],
  'in one line': [`{"auths":{"ghcr.io":${MINE}},"credHelpers":{"gcr.io":"gcloud"}}`, ''],
  'with fields that nobody knows': [
    `{ "x": [1, {"auths": 2}], "auths" : { "a.io" : ${MINE} ,"b.io":{} } , "y": "\\u0000" }`,
    '',
  ],
  'with text in UTF-8': ['{"HttpHeaders": {"A": "\xc3\xbc"}}', ''],
  'with bytes that are not UTF-8': ['{"HttpHeaders": {"A": "\xe9"}}', ''],
  'without auths': ['{\n  "currentContext": "remote"\n}\n', ''],
  'with auths that is null': ['{"auths": null, "detachKeys": "ctrl-e"}', 'null'],
  'with auths that is empty': ['{\n\t"auths": { }\n}', ''],
  'with nothing in it': ['{\n}\n', ''],
  'without a single byte': ['', ''],
  'with a line end alone': ['\n', '\n'],
  'with auths twice': [`{"auths": {"us.icr.io": {}}, "auths": {"ghcr.io": ${MINE}}}`, ''],
  'with a login of a person': [`{"auths": {"us.icr.io": ${MINE}, "b.io": {}}}`, MINE],
  'with the host spelt in escapes': [`{"auths": {"us\\u002eicr.io": ${MINE}}}`, MINE],
  'with the host twice': [`{"auths": {"us.icr.io": {}, "us.icr.io": ${MINE}}}`, MINE],
};

const MALFORMED: Readonly<Record<string, readonly [text: string, flaw: string]>> = {
  'cut off': ['{"auths": {"ghcr.io": {"auth": "b2N0', 'it is no JSON, see line 1, column 32'],
  'with a comment': ['{\n  // mine\n  "auths": {}\n}', 'it is no JSON, see line 2, column 3'],
  'with a comma too many': ['{"auths": {},}', 'it is no JSON, see line 1, column 14'],
  'with a byte order mark': ['\xef\xbb\xbf{"auths": {}}', 'it is no JSON, see line 1, column 1'],
  'of zero bytes': ['\0'.repeat(64), 'it is no JSON, see line 1, column 1'],
  'that is a list': ['[]', 'it is no JSON object, or its `auths` is none'],
  'that is null': ['null', 'it is no JSON object, or its `auths` is none'],
  'with auths as a list': ['{"auths": []}', 'it is no JSON object, or its `auths` is none'],
  'with auths as text': ['{"auths": "us.icr.io"}', 'it is no JSON object, or its `auths` is none'],
};

/** The config of a job whose DOCKER_CONFIG is a directory of this name. */
function pathOf(stage: Stage, name: string): string {
  return join(stage.machine.home, name, 'config.json');
}

describe('a config that was there', () => {
  scenario('comes back byte for byte; meanwhile it has one entry more', {}, async (stage) => {
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

  scenario('is refused before any request when it is malformed, and stays', {}, async (stage) => {
    for (const [name, [text]] of Object.entries(MALFORMED)) {
      writeBefore(pathOf(stage, name), text);
    }
    for (const [name, [, flaw]] of Object.entries(MALFORMED)) {
      const env = { DOCKER_CONFIG: join(stage.machine.home, name) };
      const [main] = await stage.refuse([{ client: 'file' }], { env });
      expect(main?.failed, name).toBe(true);
      const problem = `${pathOf(stage, name)} is not a Docker config: ${flaw}. It was left as it is.`;
      expect(main?.annotations[0]?.message).toContain(problem);
    }
  });
});
