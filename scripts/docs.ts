/**
 * `npm run docs`: writes the parts of the documentation that follow from other files.
 *
 * Options: `--check` to write nothing and fail where something would change.
 */
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { generatePages } from './lib/docs/generated.ts';
import { ROOT } from './lib/root.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const pages = await generatePages();
for (const { path, expected } of pages.filter((page) => page.expected !== page.current)) {
  if (values.check) {
    console.error(`${relative(ROOT, path)} is not up to date: run \`npm run docs\``);
    process.exitCode = 1;
  } else {
    await writeFile(path, expected);
  }
}
