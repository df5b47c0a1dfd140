/** `npm run build`: builds one file for each entry from `src/` to `dist/`, which GitHub's runner runs. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ncc from '@vercel/ncc';
import { ENTRIES } from './lib/entries.ts';
import { ROOT } from './lib/root.ts';

const DIST = join(ROOT, 'dist');

await rm(DIST, { recursive: true, force: true });
for (const entry of ENTRIES) {
  const { code, assets } = await ncc(join(ROOT, 'src', `${entry}.ts`), {
    cache: false,
    quiet: true,
    // Node.js starts a CommonJS bundle ten percent faster than an ES module.
    esm: false,
    // @actions/http-client imports undici for a function that is never called here. It would be nine tenths
    // of a bundle.
    externals: { undici: 'node:https' },
    license: 'licenses.txt',
    // `npm run check` checks the types.
    transpileOnly: true,
  });
  await mkdir(join(DIST, entry), { recursive: true });
  await writeFile(join(DIST, entry, 'index.js'), code);
  if (entry === 'main') {
    // The main bundle contains every package that the other bundles contain.
    await writeFile(join(DIST, 'licenses.txt'), assets['licenses.txt']?.source ?? '');
  }
}
// The repository's own package.json says that its files are ES modules.
await writeFile(join(DIST, 'package.json'), '{\n  "type": "commonjs"\n}\n');
