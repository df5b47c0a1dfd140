import { readdir, readFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CoverageFile, CoverageReport } from 'monocart-coverage-reports';

/** Where Node.js processes left what they counted, what they ran, and where the report for people goes. */
export interface CoverageFolders {
  /** What `NODE_V8_COVERAGE` was. */
  readonly counts: string;
  /** The TypeScript files of which all has to be run. */
  readonly source: string;
  readonly report: string;
}

/** What is counted, and how one of them is called. */
const KINDS = { statements: 'statement', branches: 'branch', functions: 'function' } as const;
const NAMES = ['statements', 'branches', 'functions'] as const;

/** What is there to be run, in words, and what of it was not, as `src/file.ts:12: branch`. */
export interface Coverage {
  readonly total: string;
  readonly uncovered: readonly string[];
}

/**
 * Adds up what all processes counted, writes a report, and finds the statements, functions and branches (also the
 * missing `else` of an `if`) that none of them has run, but for those with a comment `v8 ignore`.
 */
export async function findUncovered(folders: CoverageFolders): Promise<Coverage> {
  const { counts, source, report } = folders;
  const coverage = new CoverageReport({ outputDir: report, cleanCache: true, logging: 'error' });
  const code = await readCode(source);
  await coverage.add([...code].map(([url, text]) => ({ url, source: text, empty: true })));
  for (const name of await readdir(counts)) {
    const scripts = parse(await readFile(join(counts, name), 'utf8'));
    const entries = scripts.flatMap((script) => {
      const text = code.get(script.url);
      return text === undefined ? [] : [{ ...script, source: text }];
    });
    if (entries.length > 0) {
      await coverage.add(entries);
    }
  }
  const results = await coverage.generate();
  return {
    total: NAMES.map((name) => `${results?.summary[name].total} ${name}`).join(', '),
    uncovered: results?.files.flatMap(listUncovered) ?? [],
  };
}

function listUncovered({ sourcePath, source = '', data = {} }: CoverageFile): readonly string[] {
  const places = NAMES.flatMap((name) =>
    (data[name] ?? [])
      .filter(({ count, ignored }) => count === 0 && ignored !== true)
      .map(({ start }) => ({ name, line: source.slice(0, start).split('\n').length })),
  );
  return places
    .toSorted((a, b) => a.line - b.line)
    .map(({ name, line }) => `${sourcePath}:${line}: ${KINDS[name]}`);
}

/** The text of each file as Node.js runs it: with spaces in place of the types. */
async function readCode(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  return new Map(
    await Promise.all(
      names.map(async (name) => {
        const { href } = pathToFileURL(join(folder, name));
        return [href, stripTypeScriptTypes(await readFile(fileURLToPath(href), 'utf8'))] as const;
      }),
    ),
  );
}

/** A process that was killed may have left a part of a file: it counts for nothing. */
function parse(text: string): readonly Profiler.ScriptCoverage[] {
  try {
    return JSON.parse(text).result;
  } catch {
    return [];
  }
}
