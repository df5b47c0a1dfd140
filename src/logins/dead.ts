import { describeRun, isHere, isOther, isOver } from '../runner/job.ts';
import type { JournalRecord } from './journal.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The longest a job can run on a self-hosted runner. Source: GitHub Docs, "Actions limits". */
const LONGEST_JOB_MS = 5 * DAY_MS;
/** How far off a clock may be that was never compared with IBM Cloud's. */
const MARGIN_MS = 5 * DAY_MS;

/**
 * Whether it is certain that no one needs the login of a record anymore: its credential has expired, its job has
 * ended, or it is older than any job can be. If in doubt, `false`.
 *
 * @param clockOffsetMs how far IBM Cloud's clock is ahead of this machine's, if known.
 */
export async function isDead(
  record: JournalRecord,
  clockOffsetMs: number | undefined,
): Promise<boolean> {
  const { job, at, expiresAt } = record;
  const now = Date.now();
  const margin = clockOffsetMs === undefined ? MARGIN_MS : 0;
  const offset = clockOffsetMs ?? 0;
  if (expiresAt !== undefined && Date.parse(expiresAt) + margin <= now + offset) {
    return true;
  }
  // `at` comes from this machine's clock, which may have been as wrong then as it is now, or right.
  const age = now + Math.min(0, offset) - Date.parse(at);
  if (age >= LONGEST_JOB_MS + margin) {
    return true;
  }
  // For a record of this same job, a missing marker proves nothing: a step may have deleted it.
  return !isNamedLikeThis(record) && (await isOver(job));
}

/**
 * Whether a record belongs to this step's own job: by its marker or, if that was lost, by repository, run, attempt
 * and job. In both cases, its marker must have been in the temporary directory of this runner.
 *
 * @param marker what the marker of this step's job contains, `undefined` if there is none.
 */
export async function isOwn(record: JournalRecord, marker: string | undefined): Promise<boolean> {
  const { job } = record;
  const isMarked = marker !== undefined && job.id === marker;
  return (isMarked || isNamedLikeThis(record)) && (await isHere(job));
}

/** Whether repository, run, attempt and job are those of this step, as far as the runner does not tell them apart. */
function isNamedLikeThis({ job, run }: JournalRecord): boolean {
  return run === describeRun() && !isOther(job);
}
