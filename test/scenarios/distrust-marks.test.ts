import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job, JobOptions, StepResult } from '../runner/index.ts';
import { editRecords, type Json, toJournalPath } from '../support/attacker.ts';
import { arrangeKeys, listAlive, MINT, readState } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { expectInTime } from '../support/time.ts';

const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');

/** Jobs other than the one in which `logout` runs, however similar. */
const OTHERS: readonly JobOptions[] = [
  { runId: '171717171710' },
  { runId: '1717171717' },
  { attempt: 2 },
  { attempt: 11 },
  { job: 'build-2' },
  { job: 'buil' },
  { repository: 'octo-org/octo' },
];

/** The job in which `logout` runs. */
const OWN: JobOptions = { runId: '17171717171' };

/** Runs the action `logout` in a job, with the key that minted everything. */
async function runLogout({ user }: Stage, job: Job): Promise<StepResult> {
  const logout = await job.step({ action: LOGOUT, with: { 'api-key': user.apiKey } }).main();
  expectInTime(logout, 60);
  return logout;
}

/** What someone writes instead of a mark, derived from the job's own mark and those of the other jobs. */
function listMarks(own: string, others: readonly string[]): readonly string[] {
  const digits = own.slice(-32);
  return [
    '',
    ' ',
    digits.slice(-1),
    digits,
    own.slice(0, -1),
    own.slice(1),
    own.slice(0, own.indexOf(' at ')),
    own.slice(0, own.indexOf(' run ')),
    'icr-login',
    '.*',
    'icr-login .* [0-9a-f]{32}',
    `${own}\n`,
    ` ${own}`,
    `${own} `,
    own.toUpperCase(),
    own.replace(digits, '0'.repeat(32)),
    ...others,
    ...others
      .slice(0, 2)
      .flatMap((mark) => [`${own} ${mark}`, `${mark.slice(0, -32)}${digits}`, mark.slice(-32)]),
  ];
}

/** Writes a mark, and where its credential was minted, to the records of the job. */
function markRecords(stage: Stage, marker: string, change: Json): void {
  editRecords(stage, (record) => {
    const { marker: own } = record['job'] as Json;
    const minted = record['minted'] as Json;
    return own === marker ? { ...record, minted: { ...minted, ...change } } : record;
  });
}

const MINTS: readonly (readonly [string, (stage: Stage) => Readonly<Record<string, string>>])[] = [
  ['registry tokens', () => MINT],
  ['API keys', (stage) => arrangeKeys(stage).inputs],
];

describe('a mark that someone wrote to the journal', () => {
  for (const [name, arrange] of MINTS) {
    scenario(`revokes none of the ${name} of other jobs`, {}, async (stage) => {
      const inputs = arrange(stage);
      const marks: string[] = [];
      const others: Job[] = [];
      for (const options of OTHERS) {
        const job = stage.startJob({ ...OWN, ...options });
        const main = await stage.step(job, inputs).main();
        marks.push(readState(main).minted[0]?.mark ?? '');
        others.push(job);
      }
      const job = stage.startJob(OWN);
      const main = await stage.step(job, inputs).main();
      const own = readState(main).minted[0]?.mark ?? '';
      const alive = listAlive(stage);
      expect(alive).toHaveLength(OTHERS.length + 1);
      const marker = join(job.runnerTemp, 'icr-login-job');
      const paths = [stage.machine.dockerConfigPath, toJournalPath(stage)];
      const texts = paths.map((path) => [path, readFileSync(path, 'utf8')] as const);
      for (const mark of listMarks(own, marks)) {
        markRecords(stage, marker, { mark });
        const logout = await runLogout(stage, job);

        expect([mark, logout.failed]).toEqual([mark, false]);
        expect(listAlive(stage), mark).toEqual(alive);
        expect(logout.log).not.toContain('Revoked');
        for (const [path, text] of texts) {
          writeFileSync(path, text);
        }
      }
      // In the end, with its own mark.
      await runLogout(stage, job);
      expect(listAlive(stage)).toHaveLength(OTHERS.length);
      for (const one of [job, ...others]) {
        const [post] = await one.finish();
        expect(post?.failed).toBe(false);
      }
    });
  }
});
