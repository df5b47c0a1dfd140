/**
 * `node scripts/commit-dist.ts FOLDER`: commits a build of `dist/` to the branch of a pull request by
 * Dependabot.
 *
 * It runs in CI with write permission. For this reason, CI always uses the copy on the main branch, it runs
 * nothing from the pull request, and it needs no installed package.
 */
import { commitDist, readBuiltFiles } from './lib/commit-dist.ts';

const [folder = ''] = process.argv.slice(2);
const read = (name: string): string => process.env[name] ?? '';
const commit = await commitDist(readBuiltFiles(folder), {
  url: read('GITHUB_GRAPHQL_URL'),
  token: read('GITHUB_TOKEN'),
  repository: read('GITHUB_REPOSITORY'),
  branch: read('HEAD_REF'),
  head: read('HEAD_SHA'),
});
console.log(`Committed ${commit}`);
