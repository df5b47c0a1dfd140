import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findHelper,
  findStore,
  foldName,
  readDockerConfig,
} from '../../../src/stores/docker-config.ts';
import { isTooDeep } from '../../../src/text/json.ts';
import { findProgram } from '../../ibm-cloud/programs.ts';
import { requireProgram } from '../../support/programs.ts';

const LOGIN = { auth: Buffer.from('octocat:secret').toString('base64') };

const STRINGS = [
  'credsStore',
  'currentContext',
  'detachKeys',
  'experimental',
  'psFormat',
  'imagesFormat',
  'networksFormat',
  'pluginsFormat',
  'volumesFormat',
  'statsFormat',
  'serviceInspectFormat',
  'servicesFormat',
  'tasksFormat',
  'secretFormat',
  'configFormat',
  'nodesFormat',
];
const MAPS = ['HttpHeaders', 'credHelpers', 'aliases', 'features'];
const LISTS = ['pruneFilters', 'cliPluginsExtraDirs'];
const LOGIN_MEMBERS = [
  'auth',
  'username',
  'password',
  'email',
  'serveraddress',
  'identitytoken',
  'registrytoken',
];
const PROXY_MEMBERS = ['httpProxy', 'httpsProxy', 'noProxy', 'ftpProxy', 'allProxy'];
const ALL = [...STRINGS, ...MAPS, ...LISTS, 'auths', 'plugins', 'proxies'];

/** What Docker ignores: the config, the member that it cannot read, and what it expects there. */
type Bad = readonly [config: unknown, path: readonly string[], expected: string];

const BAD: readonly Bad[] = [
  ...STRINGS.flatMap((name) =>
    [true, 1, [], {}].map((value): Bad => [{ [name]: value }, [name], 'a string']),
  ),
  ...MAPS.flatMap((name): readonly Bad[] => [
    ...[true, 1, 'text', []].map(
      (value): Bad => [{ [name]: value }, [name], 'an object of strings'],
    ),
    ...[true, 1, [], {}].map(
      (value): Bad => [{ [name]: { first: 'x', second: value } }, [name, 'second'], 'a string'],
    ),
  ]),
  ...LISTS.flatMap((name): readonly Bad[] => [
    ...[true, 1, 'text', {}].map(
      (value): Bad => [{ [name]: value }, [name], 'an array of strings'],
    ),
    [{ [name]: ['x', 1] }, [name, '1'], 'a string'],
  ]),
  ...[true, 'text', []].map((value): Bad => [{ auths: value }, ['auths'], 'an object of logins']),
  ...[true, 'text', []].map(
    (value): Bad => [{ auths: { 'a.io': value } }, ['auths', 'a.io'], 'an object'],
  ),
  ...LOGIN_MEMBERS.map(
    (name): Bad => [{ auths: { 'a.io': { [name]: 1 } } }, ['auths', 'a.io', name], 'a string'],
  ),
  ...['no base64', 'b2N0b2NhdDpzZWNyZXQ', 'b2N0b2NhdA==', 'OnNlY3JldA==', '\n', 'YTpi_w=='].map(
    (auth): Bad => [
      { auths: { 'a.io': LOGIN, 'b.io': { auth } } },
      ['auths', 'b.io', 'auth'],
      'base64 of `user:secret`',
    ],
  ),
  ...[true, 'text', []].map(
    (value): Bad => [{ plugins: value }, ['plugins'], 'an object of objects'],
  ),
  ...[true, 'text', []].map(
    (value): Bad => [{ plugins: { buildx: value } }, ['plugins', 'buildx'], 'an object of strings'],
  ),
  [{ plugins: { buildx: { hooks: true } } }, ['plugins', 'buildx', 'hooks'], 'a string'],
  ...[true, 'text', []].map(
    (value): Bad => [{ proxies: value }, ['proxies'], 'an object of objects'],
  ),
  ...[true, 'text', []].map(
    (value): Bad => [{ proxies: { default: value } }, ['proxies', 'default'], 'an object'],
  ),
  ...PROXY_MEMBERS.map(
    (name): Bad => [
      { proxies: { default: { [name]: [] } } },
      ['proxies', 'default', name],
      'a string',
    ],
  ),
  // Names are not case-sensitive, even inside logins and proxies.
  [{ EXPERIMENTAL: true }, ['experimental'], 'a string'],
  [{ Auths: { 'a.io': { AUTH: 1 } } }, ['auths', 'a.io', 'auth'], 'a string'],
  [{ proxies: { default: { HTTPPROXY: 1 } } }, ['proxies', 'default', 'httpProxy'], 'a string'],
  [{ 'p\u017fFormat': 1 }, ['psFormat'], 'a string'],
  [{ 'networ\u212AsFormat': 1 }, ['networksFormat'], 'a string'],
];

/** What Docker loads. */
const GOOD: readonly unknown[] = [
  {},
  ...ALL.map((name) => ({ [name]: null })),
  ...STRINGS.map((name) => ({ [name]: '' })),
  { experimental: 'enabled' },
  ...MAPS.map((name) => ({ [name]: { first: '', second: null } })),
  ...LISTS.map((name) => ({ [name]: ['x', null] })),
  { auths: { 'a.io': null, 'b.io': {}, 'c.io': LOGIN } },
  { auths: { 'a.io': Object.fromEntries(LOGIN_MEMBERS.map((name) => [name, null])) } },
  { auths: { 'a.io': { auth: '', unknown: 1 } } },
  // Line breaks inside base64, and a secret that is empty or contains a colon and any byte.
  { auths: { 'a.io': { auth: 'b2N0b2Nh\r\ndDpz\n' } } },
  { auths: { 'a.io': { auth: 'YTo=' }, 'b.io': { auth: 'YTpiOv8=' } } },
  { plugins: { buildx: { hooks: 'x', other: null }, compose: null } },
  { proxies: { default: { httpProxy: 'http://proxy', unknown: 1 }, 'tcp://host': null } },
  // Docker ignores unknown members, whatever their names are.
  { unknown: [{ auths: 1 }], auth: 1, 'auths ': 1, '\u00e4uths': 1 },
  JSON.parse('{"constructor": {"a": {"b": 1}}, "toString": 1, "__proto__": {"credsStore": "x"}}'),
];

/** Members that a later one of the same name replaces: Docker checks the type of each, and decodes the last. */
const BAD_REPEATED: readonly (readonly [text: string, path: readonly string[]])[] = [
  ['{"experimental": true, "experimental": "enabled"}', ['experimental']],
  ['{"credsStore": 1, "CREDSSTORE": ""}', ['credsStore']],
  ['{"features": {"a": true, "a": "x"}}', ['features', 'a']],
  ['{"features": {"buildkit": true}, "features": null}', ['features', 'buildkit']],
  ['{"auths": {"a.io": 1, "a.io": {}}}', ['auths', 'a.io']],
  ['{"auths": {"a.io": {"auth": 1, "Auth": "YTpi"}}}', ['auths', 'a.io', 'auth']],
  ['{"auths": {"a.io": {"email": []}}, "Auths": {"a.io": {}}}', ['auths', 'a.io', 'email']],
  ['{"plugins": {"x": {"y": 1}}, "plugins": {"x": {}}}', ['plugins', 'x', 'y']],
  ['{"proxies": {"x": {"noProxy": 1, "NOPROXY": ""}}}', ['proxies', 'x', 'noProxy']],
  // The `null` leaves what was there.
  ['{"auths": {"a.io": {"auth": "b2N0b2NhdA==", "Auth": null}}}', ['auths', 'a.io', 'auth']],
];
const GOOD_REPEATED: readonly string[] = [
  '{"auths": {"a.io": {"auth": "b2N0b2NhdA=="}, "a.io": {"auth": "YTpi"}}}',
  '{"auths": {"a.io": {"auth": "b2N0b2NhdA==", "Auth": "YTpi"}}}',
  '{"auths": {"a.io": {"auth": "b2N0b2NhdA=="}}, "Auths": null}',
  '{"unknown": 1, "unknown": "x", "features": {"a": "x"}, "Features": {"a": null}}',
];

describe('a Docker config', () => {
  it.each(BAD_REPEATED)('that Docker ignores for a member that is replaced: %s', (text, path) => {
    expect(readDockerConfig(text)?.flaws.map((flaw) => flaw.path)).toEqual([path]);
  });

  it.each(GOOD_REPEATED)('that Docker loads with a member that is replaced: %s', (text) => {
    expect(readDockerConfig(text)?.flaws).toEqual([]);
  });

  it.each(BAD)('that Docker ignores has a flaw: %j', (config, path, expected) => {
    expect(readDockerConfig(JSON.stringify(config))?.flaws).toEqual([{ path, expected }]);
  });

  it.each(GOOD)('that Docker loads has no flaw: %j', (config) => {
    expect(readDockerConfig(JSON.stringify(config))?.flaws).toEqual([]);
  });

  it('has all its flaws named', () => {
    const config = { experimental: true, features: { buildkit: true, other: 1 } };
    const paths = readDockerConfig(JSON.stringify(config))?.flaws.map(({ path }) => path);

    expect(paths?.toSorted()).toEqual([
      ['experimental'],
      ['features', 'buildkit'],
      ['features', 'other'],
    ]);
  });

  it.each(['', 'text', '[]', 'null', '"text"', '{', '{"auths": {},}', '{} {}', '\ufeff{}'])(
    'cannot be %j',
    (text) => {
      expect(readDockerConfig(text)).toBeUndefined();
    },
  );
});

describe('the members of a Docker config', () => {
  /** The content of a config, under the names that Docker uses. */
  function read(text: string): unknown {
    return readDockerConfig(text)?.members;
  }

  it('have the names that Docker gives them', () => {
    const proxy = { HTTPSPROXY: 'http://proxy', other: 1 };
    const text = JSON.stringify({
      AUTHS: { 'A.io': { Auth: LOGIN.auth } },
      credSstore: 'desktop',
      proxies: { DEFAULT: proxy },
      Unknown: 1,
    });

    expect(read(text)).toEqual({
      auths: { 'A.io': LOGIN },
      credsStore: 'desktop',
      proxies: { DEFAULT: { httpsProxy: 'http://proxy', other: 1 } },
      Unknown: 1,
    });
  });

  it('are merged if they are repeated: the last string counts, and all of several maps', () => {
    expect(read('{"credsStore": "a", "CredsStore": "b"}')).toEqual({ credsStore: 'b' });
    expect(read('{"credsStore": "a", "credsstore": null}')).toEqual({ credsStore: 'a' });
    expect(read('{"credHelpers": {"a": "1", "b": "1"}, "credhelpers": {"b": "2"}}')).toEqual({
      credHelpers: { a: '1', b: '2' },
    });
    expect(read('{"credHelpers": {"a": "1"}, "credhelpers": null}')).toEqual({});
    expect(read('{"pruneFilters": ["a"], "prunefilters": ["b"]}')).toEqual({ pruneFilters: ['b'] });
  });

  it('are never those of JavaScript objects', () => {
    const config = readDockerConfig('{"__proto__": {"credsStore": "evil"}}') ?? missing();

    expect(findStore(config)).toBe('');
    expect(findHelper(config, 'us.icr.io')).toBe('');
  });
});

describe('the credential helper of a host', () => {
  it.each([
    [{}, ''],
    [{ credsStore: 'desktop' }, 'desktop'],
    [{ CREDSSTORE: 'desktop' }, 'desktop'],
    [{ credsStore: null }, ''],
    [{ credHelpers: { 'us.icr.io': 'icr' } }, 'icr'],
    [{ CredHelpers: { 'us.icr.io': 'icr' }, credsStore: 'desktop' }, 'icr'],
    [{ credHelpers: { 'de.icr.io': 'icr' }, credsStore: 'desktop' }, 'desktop'],
    // An empty entry selects the file.
    [{ credHelpers: { 'us.icr.io': '' }, credsStore: 'desktop' }, ''],
    [{ credHelpers: { 'us.icr.io': null }, credsStore: 'desktop' }, ''],
    [{ credHelpers: null, credsStore: 'desktop' }, 'desktop'],
    // Host names are compared exactly.
    [{ credHelpers: { 'US.icr.io': 'icr' } }, ''],
  ])('according to %j is %j', (config, store) => {
    expect(findHelper(readDockerConfig(JSON.stringify(config)) ?? missing(), 'us.icr.io')).toBe(
      store,
    );
  });
});

describe('the name of a member', () => {
  it.each([
    ['AUTHS', 'auths'],
    ['auth\u017f', 'auths'],
    // In a text whose characters are the bytes of a file.
    ['auth\xc5\xbf', 'auths'],
    ['\u212Aey', 'key'],
    ['\xe2\x84\xaaey', 'key'],
  ])('%j folds to %j', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  it.each(['auths ', '\u00e4uths', '\xc3\xa4uths', 'a\u0131ths'])(
    '%j is not a known one',
    (name) => {
      expect(foldName(name)).not.toBe('auths');
    },
  );
});

describe('the depth of a config', () => {
  const nest = (depth: number, [open, close] = ['[', ']']): string =>
    open?.repeat(depth) + String(close?.repeat(depth));

  it('is limited for every kind of nesting', () => {
    expect(isTooDeep(nest(500))).toBe(false);
    expect(isTooDeep(nest(501))).toBe(true);
    expect(isTooDeep(nest(251, ['{"a":[', ']}']))).toBe(true);
    expect(readDockerConfig(`{"x": ${nest(499)}}`)).toBeDefined();
    expect(readDockerConfig(`{"x": ${nest(500)}}`)).toBeUndefined();
  });

  it('does not count brackets in strings or side by side', () => {
    expect(isTooDeep(JSON.stringify(`"\\${nest(600)}`))).toBe(false);
    expect(isTooDeep(`[${'[],'.repeat(600)}[]]`)).toBe(false);
  });

  it('is checked even in a text with a hundred thousand levels or with a string of megabytes', () => {
    expect(isTooDeep('['.repeat(100_000))).toBe(true);
    expect(isTooDeep(JSON.stringify('\\"x'.repeat(1_000_000)))).toBe(false);
  });
});

describe.skipIf(!requireProgram('docker'))('docker', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'docker-config-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  /** Whether the real docker reports that it cannot load a config. */
  async function isDropped(text: string): Promise<boolean> {
    const directory = mkdtempSync(join(root, 'config-'));
    writeFileSync(join(directory, 'config.json'), text);
    const docker = findProgram('docker') ?? missing();
    const args = ['--config', directory, 'context', 'show'];
    return new Promise((resolve) => {
      // A missing context makes docker fail without a message about the file.
      execFile(docker, args, (_error, _stdout, stderr) => resolve(/WARNING: Error/.test(stderr)));
    });
  }

  // Each config needs a process.
  it('ignores every config that has a flaw, and loads every one that has none', {
    timeout: 240_000,
  }, async () => {
    const bad = [
      ...BAD.map(([config]) => JSON.stringify(config)),
      ...BAD_REPEATED.map(([text]) => text),
    ];
    const good = [...GOOD.map((config) => JSON.stringify(config)), ...GOOD_REPEATED];
    const dropped: string[] = [];
    for (const text of [...bad, ...good]) {
      if (await isDropped(text)) {
        dropped.push(text);
      }
    }

    expect(dropped).toEqual(bad);
  });
});

function missing(): never {
  throw new Error('There is nothing here.');
}
