import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planConfigs } from '../../../src/logins/plan-configs.ts';
import { undoLogins } from '../../../src/logins/undo-logins.ts';
import { type NewLogin, writeLogins } from '../../../src/logins/write-logins.ts';
import { markJob } from '../../../src/runner/job.ts';
import { readDockerConfig } from '../../../src/stores/docker-config.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { findReplaced, toEntry, writeBefore } from '../../support/docker-config.ts';

const HOST = 'us.icr.io';
const ENTRY = toEntry('a-key-of-nobody');
const MINE = '{"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}';

/** Configs as users have them, and the text in each that the entry replaces. */
const SHAPES: Readonly<Record<string, readonly [text: string, replaced: string]>> = {
  'as docker writes it': [`{\n\t"auths": {\n\t\t"ghcr.io": ${MINE}\n\t}\n}`, ''],
  'with spaces and a final line break': [`{\n  "auths": {\n    "ghcr.io": ${MINE}\n  }\n}\n`, ''],
  'with Windows line breaks': [`{\r\n  "auths": {\r\n    "ghcr.io": ${MINE}\r\n  }\r\n}\r\n`, ''],
  'on one line': [`{"auths":{"ghcr.io":${MINE}},"credHelpers":{"gcr.io":"gcloud"}}`, ''],
  'with unknown fields': [
    `{ "x": [1, {"auths": 2}], "auths" : { "a.io" : ${MINE} ,"b.io":{} } , "y": "\\u0000" }`,
    '',
  ],
  'with text in UTF-8': ['{"HttpHeaders": {"A": "\xc3\xbc"}}', ''],
  'with bytes that are not UTF-8': ['{"HttpHeaders": {"A": "\xe9"}}', ''],
  'without auths': ['{\n  "currentContext": "remote"\n}\n', ''],
  'with null as auths': ['{"auths": null, "detachKeys": "ctrl-e"}', 'null'],
  'with empty auths': ['{\n\t"auths": { }\n}', ''],
  'with no members': ['{\n}\n', ''],
  'with auths in capital letters': [`{"AUTHS": {"ghcr.io": ${MINE}}}`, ''],
  'of no bytes': ['', ''],
  'with only a line break': ['\n', '\n'],
  'with auths twice': [`{"auths": {"us.icr.io": {}}, "auths": {"ghcr.io": ${MINE}}}`, ''],
  'with a login of the user': [`{"auths": {"us.icr.io": ${MINE}, "b.io": {}}}`, MINE],
  'with escapes in the host': [`{"auths": {"us\\u002eicr.io": ${MINE}}}`, MINE],
  'with the host twice': [`{"auths": {"us.icr.io": {}, "us.icr.io": ${MINE}}}`, MINE],
};

const NO_JSON: Readonly<Record<string, readonly [text: string, flaw: string]>> = {
  'cut off': ['{"auths": {"ghcr.io": {"auth": "b2N0', 'its JSON is invalid, see line 1, column 32'],
  'with a comment': ['{\n  // mine\n  "auths": {}\n}', 'its JSON is invalid, see line 2, column 3'],
  'with an extra comma': ['{"auths": {},}', 'its JSON is invalid, see line 1, column 14'],
  'with a byte order mark': [
    '\xef\xbb\xbf{"auths": {}}',
    'its JSON is invalid, see line 1, column 1',
  ],
  'of zero bytes': ['\0'.repeat(64), 'its JSON is invalid, see line 1, column 1'],
  'that is a list': ['[]', 'it, or its `auths`, is not a JSON object'],
  'that is null': ['null', 'it, or its `auths`, is not a JSON object'],
  'that is nested too deeply': [`{"x": ${'['.repeat(1000)}`, 'its JSON is nested too deeply'],
};

/** Docker ignores the whole file for each of these. */
const UNREADABLE: Readonly<Record<string, readonly [text: string, flaw: string]>> = {
  'with auths as a list': ['{"auths": []}', '`auths` must be an object of logins'],
  'with auths as text': ['{"auths": "us.icr.io"}', '`auths` must be an object of logins'],
  'with a login that is text': ['{"Auths": {"ghcr.io": "x"}}', '`auths.ghcr.io` must be an object'],
  'with a login that is not base64': [
    '{"auths": {"ghcr.io": {"auth": "mine"}}}',
    '`auths.ghcr.io.auth` must be base64 of `user:secret`',
  ],
  'with BuildKit switched on': [
    '{"features": {"buildkit": true}}',
    '`features.buildkit` must be a string',
  ],
};

let root: string;
let path: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'shapes-')));
  path = join(root, 'config.json');
  vi.stubEnv('DOCKER_CONFIG', root);
  vi.stubEnv('REGISTRY_AUTH_FILE', '');
  vi.stubEnv('DOCKER_AUTH_CONFIG', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function plan(): ReturnType<typeof planConfigs> {
  const deadline = new Deadline(10);
  return planConfigs({ client: 'file', hosts: [HOST], isIsolated: false, deadline });
}

describe('an existing config', () => {
  it.each(Object.entries(SHAPES))(
    'gets one more entry, and is restored byte for byte: %s',
    async (_, [text, replaced]) => {
      writeBefore(path, text);
      const [planned] = await plan();
      expect(planned).toMatchObject({ path, stores: new Map() });
      expect(readFileSync(path, 'latin1')).toBe(text);

      const options = { deadline: new Deadline(10), clockOffsetMs: undefined };
      const login: NewLogin = {
        id: 'r1',
        host: HOST,
        store: undefined,
        entry: JSON.stringify(ENTRY),
        expiresAt: undefined,
        minted: undefined,
      };
      const job = await markJob(join(root, 'temp'));
      await writeLogins(path, [login], { job, isToStay: false, ...options });
      const during = readFileSync(path, 'latin1');
      expect(readEntry(during)).toEqual(ENTRY);
      expect(replaced).toContain(findReplaced(text, during));

      const logins = { path, records: ['r1'], missingDirectory: undefined };
      await expect(undoLogins(logins, options)).resolves.toMatchObject({ failures: [] });
      expect(readFileSync(path, 'latin1')).toBe(text);
      expect(readdirSync(root).toSorted()).toEqual(['config.json', 'temp']);
    },
  );

  it.each(Object.entries(NO_JSON))('is refused: %s', async (_, [text, flaw]) => {
    writeBefore(path, text);
    await expect(plan()).rejects.toThrow(
      `${path} is not a Docker config: ${flaw}. It was not changed.`,
    );
    expect(readFileSync(path, 'latin1')).toBe(text);
  });

  it.each(Object.entries(UNREADABLE))('is refused: %s', async (_, [text, flaw]) => {
    writeBefore(path, text);
    await expect(plan()).rejects.toThrow(
      `Docker cannot load ${path}: ${flaw}. The file was not changed`,
    );
    expect(readFileSync(path, 'latin1')).toBe(text);
  });
});

/** The entry of the host, with the names of members as Docker reads them. */
function readEntry(text: string): unknown {
  const auths = readDockerConfig(text)?.members['auths'] as Readonly<Record<string, unknown>>;
  return auths[HOST];
}
