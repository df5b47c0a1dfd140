import { SourceMap, type SourceMapPayload } from 'node:module';
import { resolve } from 'node:path';
import ncc from '@vercel/ncc';
import { findCommentLines, removeMarks } from './comments.ts';
import { indentWithTabs } from './indentation.ts';
import { readLicenses } from './licenses.ts';
import { joinLoginChunks, type Script } from './login-chunk.ts';
import { ROOT } from './root.ts';

/** What runs in each file of `dist/` that an action.yml names: an export of `src/index.ts`. */
const ENTRIES: Readonly<Record<string, string>> = {
  'main.js': 'login',
  'post.js': 'cleanup',
  'sweep.js': 'sweep',
  'logout.js': 'logout',
};

/** What `dist/` is made of. */
export interface Bundle {
  /** The content of each file, by its name. */
  readonly files: ReadonlyMap<string, string>;
  /** For each line of each script the module it comes from, as a path from the repository's folder. */
  readonly origins: Readonly<Record<string, readonly (string | null)[]>>;
}

/**
 * Modules of Node.js that are imported at the top of a module and used late, or never: each takes as long to
 * load as all code of this action.
 */
const LOADED_AT_FIRST_USE = ['assert', 'child_process', 'crypto', 'node:crypto'];

/**
 * Bundles `src/index.ts` and what it imports, once for all entries, so that they share their code; each
 * `import()` makes a chunk of its own. The result depends on the sources and on nothing else.
 *
 * @param checksTypes - whether types are checked too, which takes most of the time.
 * @throws for a type error anywhere in the project, and for a module that cannot be found.
 */
export async function bundle(checksTypes = true): Promise<Bundle> {
  // ncc derives the numbers of modules and chunks from paths below the current folder.
  process.chdir(ROOT);
  const { code, map, assets } = await ncc(resolve('src/index.ts'), {
    cache: false,
    quiet: true,
    // Node.js starts a CommonJS module a tenth faster than an ES module, and loads a chunk ten times as fast.
    esm: false,
    sourceMap: true,
    sourceMapRegister: false,
    sourceMapBasePrefix: '',
    transpileOnly: !checksTypes,
  });
  const texts = new Map([
    ['index.js', code],
    ['index.js.map', map],
    ...Object.entries(assets).map(([name, { source }]) => [name, toText(source)] as const),
  ]);
  const files = new Map(Object.entries(ENTRIES).map(([name, run]) => [name, writeEntry(run)]));
  const scripts = new Map<string, Script>();
  for (const [name, text] of texts) {
    const scriptMap = texts.get(`${name}.map`);
    if (scriptMap !== undefined) {
      const code = indentWithTabs(removeMarks(loadAtFirstUse(text)));
      scripts.set(name, withoutComments(code, scriptMap));
    } else if (!name.endsWith('.map')) {
      files.set(name, text);
    }
  }
  joinLoginChunks(scripts);
  const origins: Record<string, readonly (string | null)[]> = {};
  for (const [name, script] of scripts) {
    files.set(name, script.lines.join('\n'));
    origins[name] = script.origins;
  }
  files.set('package.json', '{\n  "type": "commonjs"\n}\n');
  files.set('licenses.txt', readLicenses(listModules(texts)));
  return { files, origins };
}

function loadAtFirstUse(code: string): string {
  return LOADED_AT_FIRST_USE.reduce(
    (text, name) =>
      text.replaceAll(
        `= require("${name}");`,
        // Webpack asks each module whether it is an ES module in disguise.
        `= new Proxy({}, { get: (_, member) => (member === '__esModule' ? undefined : require("${name}")[member]) });`,
      ),
    code,
  );
}

function toText(source: string | Uint8Array): string {
  return Buffer.from(source).toString('utf8');
}

function writeEntry(run: string): string {
  return `'use strict';\n\nrequire('./index.js').${run}();\n`;
}

/** A fifth of a bundle is comments, to be read where they were written. */
function withoutComments(code: string, map: string): Script {
  const isComment = findCommentLines(code);
  const findOrigin = readMap(map);
  const kept = code
    .split('\n')
    .map((line, index) => ({ line, origin: findOrigin(index) }))
    .filter((_, index) => isComment[index] !== true);
  return { lines: kept.map(({ line }) => line), origins: kept.map(({ origin }) => origin) };
}

function readMap(text: string): (line: number) => string | null {
  const map = new SourceMap(parseMap(text));
  return (line) => {
    const entry = map.findEntry(line, 0);
    // A line of webpack's own has no entry; what is found for it is the last one before it.
    return 'originalSource' in entry && entry.generatedLine === line ? entry.originalSource : null;
  };
}

/** The modules in the bundle, as paths from the repository's folder. */
function listModules(texts: ReadonlyMap<string, string>): readonly string[] {
  const maps = [...texts].filter(([name]) => name.endsWith('.map'));
  const modules = maps.flatMap(([, map]) => parseMap(map).sources);
  const missing = modules.find((path) => path.includes('@@notfound.js'));
  if (missing !== undefined) {
    // ncc only warns, and bundles code that throws when it runs.
    throw new Error(`A module cannot be found: ${missing.replace(/^.*\?/, '')}`);
  }
  return modules.filter((path) => path.startsWith('./'));
}

function parseMap(text: string): SourceMapPayload {
  return JSON.parse(text) as SourceMapPayload;
}
