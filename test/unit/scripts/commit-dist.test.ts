import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitDist, readBuiltFiles } from '../../../scripts/lib/commit-dist.ts';
import { ROOT } from '../../../scripts/lib/root.ts';

const HEAD = '5f1d9b8e0c6f4a3b2d7c8e9f0a1b2c3d4e5f6071';
const PULL_REQUEST = {
  token: 'ghs_example',
  repository: 'octo-org/icr-login',
  branch: 'dependabot/npm_and_yarn/npm-1a2b3c4d5e',
  head: HEAD,
};

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'built-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('a build by unreviewed code', () => {
  it('contains the files of dist/', () => {
    cpSync(join(ROOT, 'dist'), folder, { recursive: true });

    expect([...readBuiltFiles(folder).keys()]).toEqual([
      'main/index.js',
      'post/index.js',
      'logout/index.js',
      'sweep/index.js',
      'licenses.txt',
      'package.json',
    ]);
  });

  it.each<[string, string, (path: string) => void]>([
    ['another file', 'ci.yml', (path) => writeFileSync(path, 'on: push')],
    ['another file in a folder', 'main/7.index.js', (path) => writeFileSync(path, '')],
    ['another folder', '.github', (path) => mkdirSync(path)],
    ['a link', 'main/link', (path) => symlinkSync('/etc/passwd', path)],
  ])('cannot contain %s', (_, name, make) => {
    cpSync(join(ROOT, 'dist'), folder, { recursive: true });
    make(join(folder, name));

    expect(() => readBuiltFiles(folder)).toThrow(`Not a file of dist/: "${name}"`);
  });

  it.each([
    ['a file', 'licenses.txt'],
    ['a folder', 'main'],
  ])('cannot have a link instead of %s', (_, name) => {
    cpSync(join(ROOT, 'dist'), folder, { recursive: true });
    rmSync(join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, 'dist', name), join(folder, name));

    expect(() => readBuiltFiles(folder)).toThrow(`Not a file of dist/: "${name}"`);
  });

  it('must be complete and not too large', () => {
    cpSync(join(ROOT, 'dist'), folder, { recursive: true });
    writeFileSync(join(folder, 'licenses.txt'), ' '.repeat(5_000_000));
    expect(() => readBuiltFiles(folder)).toThrow('more than 5000000');
    rmSync(join(folder, 'licenses.txt'));
    expect(() => readBuiltFiles(folder)).toThrow('licenses.txt');
  });
});

/** Simulates GitHub's API for one request, and returns what was requested. */
async function withGitHub(
  [status, body]: readonly [number, unknown],
  run: (url: string) => Promise<void>,
): Promise<readonly unknown[]> {
  const asked: unknown[] = [];
  const server = createServer(async (request, response) => {
    const { authorization } = request.headers;
    asked.push([
      authorization,
      ((await json(request)) as { readonly variables: unknown }).variables,
    ]);
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return asked;
}

describe('the commit of dist/', () => {
  const files = new Map([['main/index.js', Buffer.from('new')]]);

  it('contains the build, on top of the commit that was built', async () => {
    const url = 'https://github.com/octo-org/icr-login/commit/1';
    const committed = { data: { createCommitOnBranch: { commit: { url } } } };
    const asked = await withGitHub([200, committed], async (api) =>
      expect(await commitDist(files, { ...PULL_REQUEST, url: api })).toBe(url),
    );

    expect(asked).toEqual([
      [
        'Bearer ghs_example',
        {
          input: {
            branch: {
              repositoryNameWithOwner: PULL_REQUEST.repository,
              branchName: PULL_REQUEST.branch,
            },
            expectedHeadOid: HEAD,
            message: { headline: 'build: dist/ with the updated packages [dependabot skip]' },
            fileChanges: { additions: [{ path: 'dist/main/index.js', contents: 'bmV3' }] },
          },
        },
      ],
    ]);
  });

  it.each([
    [
      'the branch has moved',
      [200, { data: null, errors: [{ message: 'Expected branch to point to' }] }],
    ],
    ['GitHub refuses', [401, { message: 'Bad credentials' }]],
    ['someone else answers', [200, '<h1>Sign in</h1>']],
  ] as const)('is not created if %s', async (_, answer) => {
    await withGitHub(answer, async (url) => {
      await expect(commitDist(files, { ...PULL_REQUEST, url })).rejects.toThrow(
        `GitHub answered ${answer[0]}: ${typeof answer[1] === 'string' ? answer[1] : JSON.stringify(answer[1])}`,
      );
    });
  });

  it.each(['main', 'dependabot/github_actions/actions-1', 'x/dependabot/npm_and_yarn/y'])(
    'is never created on the branch %s',
    async (branch) => {
      const asked = await withGitHub([200, {}], async (url) => {
        await expect(commitDist(files, { ...PULL_REQUEST, url, branch })).rejects.toThrow(
          'not one of Dependabot',
        );
      });

      expect(asked).toEqual([]);
    },
  );
});
