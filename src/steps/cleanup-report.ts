import { info } from '@actions/core';
import type { LoginsToUndo, UndoneLogin, UndoneLogins } from '../logins/undo-logins.ts';
import { disarm } from '../text/disarm.ts';

const SENTENCES: Readonly<Record<UndoneLogin['outcome'], string>> = {
  removed: 'removed the login',
  restored: 'put the login back that was there before',
  covered: 'left the entry, because another use of this action needs it; its own end removes it',
  foreign: 'left the entry alone, because somebody else has changed or removed it since',
};

/**
 * Says what became of the logins in one config.
 *
 * @throws the failure of those that could not be undone.
 */
export function reportUndone(
  { path, records }: LoginsToUndo,
  { undone, failures }: UndoneLogins,
): void {
  const shown = disarm(path);
  for (const { host, store, outcome } of undone) {
    const place = store === undefined ? shown : `credential store "${disarm(store)}"`;
    info(`${host}: ${SENTENCES[outcome]} (${place}).`);
  }
  if (failures.length > 0) {
    throw failures[0];
  }
  if (undone.length < records.length) {
    info(
      `${shown}: no record of ${undone.length === 0 ? 'the login' : 'the rest'} is left. It was undone before, or never written.`,
    );
  }
}
