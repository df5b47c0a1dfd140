import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileCommands } from './file-commands.ts';
import type { StepJob } from './surroundings.ts';

/** The part of the `github` context that depends on the step. */
export function buildStepContext(
  job: StepJob,
  step: { readonly uses: string; readonly action: string; readonly files: FileCommands },
): Readonly<Record<string, string>> {
  const [repository = '', ref = ''] = isLocal(step.uses) ? [] : step.uses.split('@');
  return {
    ...Object.fromEntries(step.files.paths),
    action: step.action,
    action_repository: repository,
    action_ref: ref,
    event_path: writeEvent(job),
    ...findCompositeFolder(job),
  };
}

/** The name that GitHub gives to a step without an `id`: `__self`, `__owner_repo`, then `…_2`. */
export function nameStep(uses: string, count: number): string {
  const name = isLocal(uses) ? 'self' : (uses.split('@')[0] ?? '').replaceAll('/', '_');
  return count === 1 ? `__${name}` : `__${name}_${count}`;
}

function isLocal(uses: string): boolean {
  return uses.startsWith('./');
}

/** The payload is written again before every phase (ExecutionContext.cs, WriteWebhookPayload). */
function writeEvent(job: StepJob): string {
  const folder = join(job.runnerTemp, '_github_workflow');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify(job.options.event?.payload ?? {}, undefined, 2));
  return path;
}

/**
 * For steps of a composite action only, `github.action_path` is the folder of that action
 * (CompositeActionHandler.cs).
 */
function findCompositeFolder(job: StepJob): Readonly<Record<string, string>> {
  const { insideComposite = false } = job.options;
  if (insideComposite === false) {
    return {};
  }
  const made = join(job.folders.toolCache, '..', '_actions', 'octo-org', 'composite', 'v1');
  const folder = insideComposite === true ? made : insideComposite;
  mkdirSync(folder, { recursive: true });
  return { action_path: folder };
}
