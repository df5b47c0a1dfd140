/**
 * `node scripts/commit-dist.ts FOLDER`: commits a build of `dist/` to the branch of a pull request by Dependabot.
 * It runs in CI with the right to write, and so it is always the copy of the main branch, and runs nothing that
 * comes from the pull request. It needs no installed package.
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
