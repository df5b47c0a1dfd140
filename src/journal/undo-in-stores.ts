import type { Deadline } from '../http/deadline.ts';
import type { OpenConfig } from './open-config.ts';
import { type UndoneStored, undoStored } from './undo-stored.ts';

/** Undoes what the journal has of logins in credential stores; see {@link undoStored}. */
export async function undoInStores(
  opened: OpenConfig,
  ids: readonly string[],
  deadline: Deadline,
): Promise<UndoneStored> {
  if (opened.journal.records.every(({ store }) => store === undefined)) {
    return { config: opened, undone: [], failures: [] };
  }
  return undoStored(opened, ids, deadline);
}
