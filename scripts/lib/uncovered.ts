import { readdir, readFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CoverageFile, CoverageReport } from 'monocart-coverage-reports';
import type { SourceFile } from './source-code.ts';

/** Where Node.js processes wrote their coverage, what they ran, and where to write the report. */
export interface CoverageRun {
  /** The value of `NODE_V8_COVERAGE`. */
  readonly counts: string;
  /** The files that must run completely, either themselves or as copies. */
  readonly files: readonly SourceFile[];
  readonly report: string;
}

/** What is counted, and the singular of each. */
const KINDS = { statements: 'statement', branches: 'branch', functions: 'function' } as const;
const NAMES = ['statements', 'branches', 'functions'] as const;

/** A summary of the code, and the parts that did not run, such as `src/file.ts:12: branch`. */
export interface Coverage {
  readonly total: string;
  readonly uncovered: readonly string[];
}

/**
 * Merges the coverage of all processes, writes a report, and finds the statements, functions and branches
 * (including the missing `else` of an `if`) that did not run. Those with a comment `v8 ignore` are left
 * out.
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

/** A process that was killed may have written an incomplete file, which is ignored. */
function parse(text: string): readonly Profiler.ScriptCoverage[] {
  try {
    return JSON.parse(text).result;
  } catch {
    return [];
  }
}
