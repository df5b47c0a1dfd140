import { info, warning } from '@actions/core';
import * as v from 'valibot';
import { throwFailures } from '../errors/failures.ts';
import type { LoginsToUndo, UndoneLogins } from '../logins/undo-logins.ts';
import type { UndoneLogin } from '../logins/undo-records.ts';
import { disarm } from '../text/disarm.ts';
import { parseJson } from '../text/json.ts';

const SENTENCES: Readonly<Record<UndoneLogin['outcome'], string>> = {
  removed: 'removed the login',
  restored: 'restored the login that was there before',
  kept: 'left the login, because the journal says that it was there before this step too',
  covered: 'left the entry, because another use of this action needs it and removes it later',
  gone: 'left the entry alone, because someone else has changed or removed it since',
  unwritten:
    'left the entry as it was, because the step was stopped before it wrote the login, or because a login with `logout: false` has replaced it since',
  replaced: 'left the entry alone, because someone else has changed or removed it since',
  unrecorded:
    'removed the login, although its record was missing from the journal: what was there before is not known',
};

/**
 * Reports what was done with the logins in one config.
 *
 * @throws every failure, if some could not be undone.
 */
export function reportUndone(
  { path, records }: LoginsToUndo,
  { undone, failures }: UndoneLogins,
): void {
  const shown = disarm(path);
  for (const { host, store, outcome, left } of undone) {
    const place = store === undefined ? shown : `credential helper "${disarm(store)}"`;
    const text = `${host}: ${SENTENCES[outcome]} (${place}).`;
    if (outcome === 'replaced' || outcome === 'kept') {
      warning(`${text} ${explainLeft(host, left)}`);
    } else {
      (outcome === 'unrecorded' ? warning : info)(text);
    }
  }
  throwFailures(failures);
  if (undone.length < records.length) {
    info(
      `${shown}: no record of ${undone.length === 0 ? 'the login' : 'the rest'} is left. It was undone earlier, or never written.`,
    );
  }
}

/** The username in an entry of a Docker config or of a credential helper. It tells who logged in. */
const EntrySchema = v.union([
  v.pipe(
    v.object({ auth: v.string() }),
    v.transform(({ auth }) => Buffer.from(auth, 'base64').toString('utf8').split(':')[0]),
  ),
  v.pipe(
    v.object({ Username: v.string() }),
    v.transform(({ Username }) => Username),
  ),
]);

function explainLeft(host: string, entry = ''): string {
  const { success, output } = v.safeParse(EntrySchema, parseJson(entry));
  const cause =
    success && output === 'iamrefresh'
      ? 'It comes from `ibmcloud cr login`, and nothing removes it.'
      : 'Nothing removes it when the job ends.';
  return `${cause} To remove it, run \`docker logout ${host}\`.`;
}
