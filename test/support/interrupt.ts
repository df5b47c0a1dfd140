import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { IbmCloud, Moment, RequestMatch } from '../ibm-cloud/index.ts';
import type { Job, Step, StepResult } from '../runner/index.ts';

/** Runs main, and sends it a signal when a request reaches a certain moment. */
export function interruptAt(
  step: Step,
  { cloud, moment, match }: { cloud: IbmCloud; moment: Moment; match: RequestMatch },
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<StepResult> {
  const running = step.startMain();
  const waiting = cloud.on(moment, match, () => {
    waiting.remove();
    running.kill(signal);
  });
  return running.result;
}

/**
 * What all uses of this action in a job share: the job marker, and the environment that the first use
 * trusted.
 */
const OF_THE_JOB = ['icr-login-job', 'icr-login-trust'];

/** What this action left in RUNNER_TEMP, apart from what all uses in the job share. */
export function listTemporary({ runnerTemp }: Job): readonly string[] {
  const names = existsSync(runnerTemp) ? readdirSync(runnerTemp) : [];
  return names.filter((name) => name.startsWith('icr-login-') && !OF_THE_JOB.includes(name));
}

/** Empties RUNNER_TEMP, as the runner does at the end of a job. */
export function emptyTemp({ runnerTemp }: Job): void {
  for (const name of readdirSync(runnerTemp)) {
    rmSync(join(runnerTemp, name), { recursive: true });
  }
}
