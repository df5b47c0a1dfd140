import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ENTRIES } from './entries.ts';

/** The files of a build. */
const FILES: readonly string[] = [
  ...ENTRIES.map((entry) => `${entry}/index.js`),
  'licenses.txt',
  'package.json',
];
/** About three times the size of the current build. */
const LARGEST_BYTES = 5_000_000;

/** The branch to commit to, and the author. */
export interface Destination {
  /** GitHub's GraphQL API. */
  readonly url: string;
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  /** The commit that was built. Nothing is committed if the branch has moved on since. */
  readonly head: string;
}

const BRANCH = /^dependabot\/npm_and_yarn\/[\w./-]+$/;
/** With this marker, Dependabot may force-push over the commit. A new build follows. */
const HEADLINE = 'build: dist/ with the updated packages [dependabot skip]';

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { url } }
}`;

/**
 * Reads a build that was made by unreviewed code. Nothing in it is run, and it can contain only the files
 * of `dist/`.
 *
 * @throws for any file that does not belong in `dist/`, and for too much data.
 */
export function readBuiltFiles(folder: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (!(entry.isFile() ? FILES : entry.isDirectory() ? ENTRIES : []).includes(path)) {
      throw new Error(`Not a file of dist/: ${JSON.stringify(path)}`);
    }
  }
  const files = new Map(FILES.map((path) => [path, readFileSync(join(folder, path))]));
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  if (bytes > LARGEST_BYTES) {
    throw new Error(`The files have ${bytes} bytes together, more than ${LARGEST_BYTES}.`);
  }
  return files;
}

/**
 * Commits these files of `dist/` to a branch, and returns the URL of the commit.
 *
 * @throws if the branch does not belong to Dependabot, or if GitHub refuses, for example because the branch
 * has moved.
 */
export async function commitDist(
  files: ReadonlyMap<string, Buffer>,
  { url, token, repository, branch, head }: Destination,
): Promise<string> {
  if (!BRANCH.test(branch)) {
    throw new Error('The branch is not one of Dependabot for npm.');
  }
  const input = {
    branch: { repositoryNameWithOwner: repository, branchName: branch },
    expectedHeadOid: head,
    message: { headline: HEADLINE },
    fileChanges: {
      additions: [...files].map(([path, content]) => ({
        path: `dist/${path}`,
        contents: content.toString('base64'),
      })),
    },
  };
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: COMMIT, variables: { input } }),
    redirect: 'error',
  });
  const text = await response.text();
  const commit = response.ok ? findCommit(text) : undefined;
  if (commit === undefined) {
    throw new Error(`GitHub answered ${response.status}: ${text}`);
  }
  return commit;
}

/**
 * The URL in a reply. There is none in a reply with errors, or in one that is not JSON, such as an HTML
 * page of a proxy.
 */
function findCommit(text: string): string | undefined {
  try {
    const { data, errors } = JSON.parse(text);
    return errors === undefined ? data.createCommitOnBranch.commit.url : undefined;
  } catch {
    return undefined;
  }
}
