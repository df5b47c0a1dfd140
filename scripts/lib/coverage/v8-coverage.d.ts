/** The package brings no types. */
declare module '@bcoe/v8-coverage' {
  import type { Profiler } from 'node:inspector';

  interface ProcessCoverage {
    readonly result: readonly Profiler.ScriptCoverage[];
  }

  /** Adds up what several processes counted. */
  export function mergeProcessCovs(processes: readonly ProcessCoverage[]): ProcessCoverage;
}
