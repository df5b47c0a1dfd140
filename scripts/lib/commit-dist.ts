import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ENTRIES } from './entries.ts';

/** All that a build is. */
const FILES: readonly string[] = [
  ...ENTRIES.map((entry) => `${entry}/index.js`),
  'licenses.txt',
  'package.json',
];
/** About three times what they have. */
const LARGEST_BYTES = 5_000_000;

/** Where the commit goes, and who makes it. */
export interface Destination {
  /** GitHub's GraphQL API. */
  readonly url: string;
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  /** The commit that was built; nothing is committed when the branch has another by now. */
  readonly head: string;
}

const BRANCH = /^dependabot\/npm_and_yarn\/[\w./-]+$/;
/** Dependabot may push over this commit, after which there is a new build. */
const HEADLINE = 'build: dist/ with the updated packages [dependabot skip]';

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { url } }
}`;

/**
 * Reads a build that was made by code which nobody has looked at yet: nothing in it is run, and it can only be
 * what `dist/` is.
 *
 * @throws for anything but the files of `dist/`, and for too much.
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
 * Commits these files of `dist/` to a branch, and returns the address of the commit.
 *
 * @throws for a branch that is not Dependabot's, and where GitHub refuses, because the branch has moved for
 * instance.
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

/** The address in an answer; one with errors has none, and neither has one that isn't JSON: a page of a proxy, for instance. */
function findCommit(text: string): string | undefined {
  try {
    const { data, errors } = JSON.parse(text);
    return errors === undefined ? data.createCommitOnBranch.commit.url : undefined;
  } catch {
    return undefined;
  }
}
