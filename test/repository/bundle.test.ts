import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { startIbmCloud } from '../ibm-cloud/index.ts';
import { createMachine } from '../runner/index.ts';
import { readManifests } from './manifests.ts';

const dist = new Map(
  globSync('dist/**/*.*', { cwd: ROOT }).map((path) => [
    path.replaceAll('\\', '/'),
    readFileSync(join(ROOT, path), 'utf8'),
  ]),
);

describe('dist/', () => {
  test('has one readable file for each entry', () => {
    expect([...dist.keys()].toSorted()).toEqual([
      'dist/licenses.txt',
      'dist/logout/index.js',
      'dist/main/index.js',
      'dist/package.json',
      'dist/post/index.js',
      'dist/sweep/index.js',
    ]);
    for (const [path, text] of dist) {
      const longest = Math.max(...text.split('\n').map(({ length }) => length));
      expect(longest, path).toBeLessThan(1_000);
    }
  });

  test('has every module that it needs', () => {
    expect(
      [...dist].filter(([, text]) => text.includes('Cannot find module')).map(([path]) => path),
    ).toEqual([]);
  });

  test('does not contain asset paths that ncc made of program paths', () => {
    // ncc replaces `path.resolve` with several arguments by a path below `dist/`.
    const replaced = [...dist].filter(([, text]) => /__nccwpck_require__\.ab \+/.test(text));
    expect(replaced.map(([path]) => path)).toEqual([]);
  });

  test('does not contain undici', () => {
    const marks = /llhttp|WebAssembly/;

    expect([...dist].filter(([, text]) => marks.test(text)).map(([path]) => path)).toEqual([]);
  });

  test('makes its requests through a proxy', async () => {
    const cloud = await startIbmCloud({ registry: 'memory' });
    onTestFinished(() => cloud.stop());
    const machine = await createMachine({ env: cloud.env });
    onTestFinished(() => machine.remove());
    const user = cloud.createUser({ account: cloud.createAccount() });
    const inputs = { region: 'us-south', 'api-key': user.apiKey, client: 'file' };

    const { log, conclusion } = await machine
      .startJob()
      .step({ action: ROOT, with: inputs })
      .main();

    expect(conclusion, log).toBe('success');
    expect(cloud.connections.map(({ target }) => target)).toContain('us.icr.io:443');
    expect(cloud.requestsTo('us-south').length).toBeGreaterThan(0);
  });
});

describe('dist/licenses.txt', () => {
  test('has every package that package.json depends on directly or indirectly, except undici', () => {
    const text = dist.get('dist/licenses.txt') ?? '';
    const names = listDependencies().filter((name) => name !== 'undici');

    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      // The name and the license. The text of the license follows.
      expect(text).toMatch(new RegExp(`^${name}\\n[\\w.-]+\\n`, 'm'));
    }
  });
});

describe('the version of Node.js', () => {
  const manifests = readManifests();

  test('is the same in .node-version and in package.json', () => {
    const { devDependencies } = readJson('package.json') as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };

    expect(devDependencies['node']).toBe(readFileSync(join(ROOT, '.node-version'), 'utf8').trim());
    expect(devDependencies['@types/node']?.split('.')[0]).toBe('24');
    expect(devDependencies['node']?.split('.')[0]).toBe('24');
  });

  test('is 24 in every action.yml', () => {
    expect(manifests[0]?.path).toBe('action.yml');
    expect(new Set(manifests.map(({ using }) => using))).toEqual(new Set(['node24']));
  });

  test.each(manifests)('runs scripts that exist: $path', ({ entries }) => {
    expect(entries.filter((entry) => !existsSync(entry))).toEqual([]);
    expect(entries.length).toBeGreaterThan(0);
  });
});

/** The installed packages that are not development dependencies. */
function listDependencies(): readonly string[] {
  const { packages } = readJson('package-lock.json') as {
    readonly packages: Readonly<
      Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>
    >;
  };
  return Object.entries(packages)
    .filter(
      ([folder, { dev, devOptional }]) => folder.includes('node_modules/') && !dev && !devOptional,
    )
    .map(([folder]) => folder.replace(/^.*node_modules\//, ''));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
