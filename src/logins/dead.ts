import { describeRun, isHere, isOver } from '../runner/job.ts';
import type { JournalRecord } from './journal.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The longest that a job can run on a self-hosted runner. Source: GitHub Docs, "Actions limits". */
const LONGEST_JOB_MS = 5 * DAY_MS;
/** How wrong a clock may be that no one has compared with IBM Cloud's. */
const MARGIN_MS = 5 * DAY_MS;

/**
 * Whether it is proved that no one needs the login of a record any more: its credential has expired, its job is
 * over, or no job lasts that long. In doubt it is not.
 *
 * @param clockOffsetMs how far IBM Cloud's clock is ahead of this machine's, where that is known.
 */
export async function isDead(
  { job, run, at, expiresAt }: JournalRecord,
  clockOffsetMs: number | undefined,
): Promise<boolean> {
  const now = Date.now();
  const margin = clockOffsetMs === undefined ? MARGIN_MS : 0;
  const offset = clockOffsetMs ?? 0;
  if (expiresAt !== undefined && Date.parse(expiresAt) + margin <= now + offset) {
    return true;
  }
  // The clock of this machine wrote the time down. It may have been as wrong then as it is now, or right.
  const age = now + Math.min(0, offset) - Date.parse(at);
  if (age >= LONGEST_JOB_MS + margin) {
    return true;
  }
  // A step of this very job may have emptied the directory of the marker.
  return run !== describeRun() && (await isOver(job));
}

/** Whether a record is of this step's own job: by its marker, or, where that was lost, by run, attempt, job and place. */
export async function isOwn(
  { job, run }: JournalRecord,
  marker: string | undefined,
): Promise<boolean> {
  const isMarked = marker !== undefined && job.id === marker;
  return (isMarked || run === describeRun()) && (await isHere(job));
}
