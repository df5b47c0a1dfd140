import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

/** A file of TypeScript, and the same as JavaScript. */
export interface SourceFile {
  readonly path: string;
  readonly copy: string;
  /** As Node.js runs it: with spaces in place of the types. */
  readonly code: string;
}

/** Writes the JavaScript of each file of TypeScript below a folder, in which everything has the place that it had. */
export async function copyAsJavaScript(
  source: string,
  target: string,
): Promise<readonly SourceFile[]> {
  const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts'));
  return Promise.all(
    names.map(async (name) => {
      const path = join(source, name);
      const copy = join(target, name.replace(/ts$/, 'js'));
      const code = stripTypeScriptTypes(await readFile(path, 'utf8'));
      await mkdir(dirname(copy), { recursive: true });
      await writeFile(copy, code.replaceAll(/(?<=from '\.[^']*\.)ts(?=')/g, 'js'));
      return { path, copy, code };
    }),
  );
}
