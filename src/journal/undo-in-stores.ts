import type { Deadline } from '../http/deadline.ts';
import { loadStores } from './load-stores.ts';
import type { OpenConfig } from './open-config.ts';
import type { UndoneStored } from './undo-stored.ts';

/** Undoes what the journal has of logins in credential stores; see {@link undoStored}. */
export async function undoInStores(
  opened: OpenConfig,
  ids: readonly string[],
  deadline: Deadline,
): Promise<UndoneStored> {
  if (opened.journal.records.every(({ store }) => store === undefined)) {
    return { config: opened, undone: [], failures: [] };
  }
  const { undoStored } = await loadStores();
  return undoStored(opened, ids, deadline);
}
