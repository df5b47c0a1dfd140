import { info } from '@actions/core';
import type { UndoneLogin } from '../journal/edit.ts';
import type { LoginsToUndo } from '../journal/undo-logins.ts';

const SENTENCES: Readonly<Record<UndoneLogin['outcome'], string>> = {
  removed: 'removed the login',
  restored: 'put the login back that was there before',
  covered: 'left the entry, because another use of this action needs it; its own end removes it',
  foreign: 'left the entry alone, because somebody else has changed or removed it since',
};

/** Says what became of the logins in one config. */
export function reportUndone(
  { path, records }: LoginsToUndo,
  undone: readonly UndoneLogin[],
): void {
  for (const { host, store, outcome } of undone) {
    const place = store === undefined ? path : `credential store "${store}"`;
    info(`${host}: ${SENTENCES[outcome]} (${place}).`);
  }
  if (undone.length < records.length) {
    info(
      `${path}: no record of ${undone.length === 0 ? 'the login' : 'the rest'} is left. It was undone before, or never written.`,
    );
  }
}
