import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

/** A TypeScript file, and the same file as JavaScript. */
export interface SourceFile {
  readonly path: string;
  readonly copy: string;
  /** The code that Node.js runs, with the types replaced by spaces. */
  readonly code: string;
}

/** Writes the JavaScript of each TypeScript file below a folder. Everything keeps its position. */
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
