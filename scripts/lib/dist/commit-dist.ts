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

const LISTING = `query ($owner: String!, $name: String!, $tree: String!) {
  repository(owner: $owner, name: $name) {
    object(expression: $tree) { ... on Tree { entries { name } } }
  }
}`;
const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { url } }
}`;

interface Listing {
  readonly repository: {
    readonly object: { readonly entries: readonly { readonly name: string }[] };
  };
}

interface Committed {
  readonly createCommitOnBranch: { readonly commit: { readonly url: string } };
}

/**
 * Makes `dist/` on a branch what these files are, and returns the address of the commit.
 *
 * @throws for a branch that is not Dependabot's, and where GitHub refuses, because the branch has moved for
 * instance.
 */
export async function commitDist(
  files: ReadonlyMap<string, Buffer>,
  destination: Destination,
): Promise<string> {
  const { repository, branch, head } = destination;
  if (!BRANCH.test(branch)) {
    throw new Error('The branch is not one of Dependabot for npm.');
  }
  const [owner, name] = repository.split('/');
  const tree = `${head}:dist`;
  const listing = await ask<Listing>(destination, LISTING, { owner, name, tree });
  const names = listing.repository.object.entries.map((entry) => entry.name);
  const input = {
    branch: { repositoryNameWithOwner: repository, branchName: branch },
    expectedHeadOid: head,
    message: { headline: HEADLINE },
    fileChanges: {
      additions: [...files].map(([file, content]) => ({
        path: `dist/${file}`,
        contents: content.toString('base64'),
      })),
      deletions: names.filter((file) => !files.has(file)).map((file) => ({ path: `dist/${file}` })),
    },
  };
  const committed = await ask<Committed>(destination, COMMIT, { input });
  return committed.createCommitOnBranch.commit.url;
}

async function ask<Data>(
  { url, token }: Destination,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    redirect: 'error',
  });
  const text = await response.text();
  const { data } = parse(text);
  if (!response.ok || data === undefined) {
    throw new Error(`GitHub answered ${response.status}: ${text}`);
  }
  return data as Data;
}

/** An answer with errors has no data to go by, and neither has one that is no JSON: a page of a proxy, for instance. */
function parse(text: string): { readonly data?: unknown } {
  try {
    const { data, errors } = JSON.parse(text);
    return errors === undefined ? { data } : {};
  } catch {
    return {};
  }
}
