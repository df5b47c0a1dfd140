/**
 * `npm run build`: writes what the runner runs from `src/`.
 *
 * Options: `--out DIR` instead of `dist`; `--origins` to write origins.json too, which says for each line
 * of each script where it comes from; `--unchecked` to leave the types to `npm run check`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './lib/bundle.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'dist' },
    origins: { type: 'boolean', default: false },
    unchecked: { type: 'boolean', default: false },
  },
});
const folder = resolve(values.out);
try {
  const { files, origins } = await bundle(!values.unchecked);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) {
    await writeFile(join(folder, name), content);
  }
  if (values.origins) {
    await writeFile(join(folder, 'origins.json'), JSON.stringify(origins));
  }
} catch (error) {
  // Node.js would print the line of ncc's code that it was thrown in, which is four million characters long.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
