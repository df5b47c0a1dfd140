/**
 * `npm run build`: writes what the runner runs, one file for each entry, from `src/`.
 *
 * Options: `--out DIR` instead of `dist`; `--source-maps`, by which coverage finds its way back to `src/`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ncc from '@vercel/ncc';

const ENTRIES = ['main', 'post', 'logout', 'sweep'];

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'dist' },
    'source-maps': { type: 'boolean', default: false },
  },
});
const out = resolve(values.out);
await rm(out, { recursive: true, force: true });
for (const entry of ENTRIES) {
  const { code, map, assets } = await ncc(resolve(`src/${entry}.ts`), {
    cache: false,
    quiet: true,
    // Node.js starts a CommonJS bundle a tenth faster than an ES module.
    esm: false,
    // @actions/http-client needs undici for a function that is never called here; it would be nine tenths of a bundle.
    externals: { undici: 'node:https' },
    license: 'licenses.txt',
    sourceMap: values['source-maps'],
    sourceMapRegister: false,
    // `npm run check` checks the types.
    transpileOnly: true,
  });
  await mkdir(join(out, entry), { recursive: true });
  await writeFile(join(out, entry, 'index.js'), code);
  if (map !== undefined) {
    await writeFile(join(out, entry, 'index.js.map'), map);
  }
  if (entry === 'main') {
    // It has every package that the others have.
    await writeFile(join(out, 'licenses.txt'), assets['licenses.txt']?.source ?? '');
  }
}
// The repository's own package.json says that its files are ES modules.
await writeFile(join(out, 'package.json'), '{\n  "type": "commonjs"\n}\n');
