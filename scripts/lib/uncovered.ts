import { readdir, readFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CoverageFile, CoverageReport } from 'monocart-coverage-reports';
import type { SourceFile } from './source-code.ts';

/** Where Node.js processes left what they counted, what they ran, and where the report for people goes. */
export interface CoverageRun {
  /** What `NODE_V8_COVERAGE` was. */
  readonly counts: string;
  /** All of each has to be run, as it is or as its copy. */
  readonly files: readonly SourceFile[];
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
export async function findUncovered({ counts, files, report }: CoverageRun): Promise<Coverage> {
  const coverage = new CoverageReport({ outputDir: report, cleanCache: true, logging: 'error' });
  const scripts = new Map(
    files.flatMap(({ path, copy, code }) => {
      const script = { url: pathToFileURL(path).href, source: code };
      return [path, copy].map((file) => [pathToFileURL(file).href, script] as const);
    }),
  );
  await coverage.add([...new Set(scripts.values())].map((script) => ({ ...script, empty: true })));
  for (const name of await readdir(counts)) {
    const counted = parse(await readFile(join(counts, name), 'utf8'));
    const entries = counted.flatMap((counts) => {
      const script = scripts.get(counts.url);
      return script === undefined ? [] : [{ ...counts, ...script }];
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

/** A process that was killed may have left a part of a file: it counts for nothing. */
function parse(text: string): readonly Profiler.ScriptCoverage[] {
  try {
    return JSON.parse(text).result;
  } catch {
    return [];
  }
}
