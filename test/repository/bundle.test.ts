import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readLicenses } from '../../scripts/lib/licenses.ts';
import { ROOT } from '../../scripts/lib/root.ts';
import { startIbmCloud } from '../ibm-cloud/index.ts';
import { createMachine } from '../runner/index.ts';
import { readManifests } from './manifests.ts';

const DIST_BYTES = 500_000;
/** Prints the modules of Node.js that a process has loaded when it ends. */
const PRINT_MODULES = `process.on('exit', () => console.log(process.moduleLoadList.join('\\n')));`;

const dist = new Map(
  globSync('dist/*', { cwd: ROOT }).map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);

describe('dist/', () => {
  test('is small', () => {
    const bytes = [...dist.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(DIST_BYTES);
  });

  test('has no undici in it', () => {
    const marks = /llhttp|WebAssembly/;

    expect([...dist].filter(([, text]) => marks.test(text)).map(([path]) => path)).toEqual([]);
  });

  test('has all about credential stores in a chunk of its own', () => {
    const chunks = [...dist].filter(([, text]) => text.includes('native keychain'));

    expect(chunks).toHaveLength(1);
    expect(chunks[0]?.[1]).not.toContain('async function writeEverywhere(');
  });

  test('loads no HTTP client where no request is made', async () => {
    const hook = `data:text/javascript,${encodeURIComponent(PRINT_MODULES)}`;
    const post = ['--import', hook, join(ROOT, 'dist', 'post.js')];

    const { stdout } = await promisify(execFile)(process.execPath, post, { env: {} });

    const loaded = stdout.split('\n');
    expect(loaded).toContain('NativeModule os');
    expect(loaded.filter((name) => /^NativeModule (http|https|tls)$/.test(name))).toEqual([]);
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
  const text = dist.get(join('dist', 'licenses.txt')) ?? '';
  // Those of one text stand above it, a line each.
  const heads = [...text.matchAll(/^-{80}\n\n((?:.+\n)+)\n/gm)];
  const titles = heads.flatMap(([, head = '']) => [...head.matchAll(/^(.+)$/gm)]);
  const listed = titles.map(([, title]) => title?.replace(/ \(.+\)$/, ''));

  test('has every package that package.json depends on, and what those depend on', () => {
    const names = listDependencies().map(({ name, version }) => `${name} ${version}`);

    expect(listed.toSorted()).toEqual(names.toSorted());
  });

  test('has the text of each, as it comes with the package', () => {
    const folders = listDependencies().map(({ folder }) => folder);

    expect(text).toBe(readLicenses(folders.map((folder) => `${join(ROOT, folder)}/index.js`)));
  });

  test('has each only once', () => {
    expect(listed.length).toBeGreaterThan(0);
    expect(new Set(listed).size).toBe(listed.length);
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

  test.each(manifests)('runs scripts that are there: $path', ({ entries }) => {
    expect(entries.filter((entry) => !existsSync(entry))).toEqual([]);
    expect(entries.length).toBeGreaterThan(0);
  });
});

/** The packages that are installed for use, not for development, and not the repository's own. */
function listDependencies(): readonly Dependency[] {
  const { packages } = readJson('package-lock.json') as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  return Object.entries(packages)
    .filter(([folder, { dev, link }]) => folder.includes('node_modules/') && !dev && !link)
    .map(([folder, { name, version }]) => {
      const alias = folder.replace(/^.*node_modules\//, '');
      return { folder, name: name ?? alias, version };
    });
}

interface Dependency {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

interface LockedPackage {
  readonly name?: string;
  readonly version: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
