import { info, warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';
import type { Deadline } from '../http/deadline.ts';
import { Http } from '../http/http.ts';
import type { IamToken } from '../iam/iam.ts';
import type { MintedRecord, SavedState } from '../runner/state.ts';
import { findAuthority } from './authority.ts';
import { isToRevoke } from './is-to-revoke.ts';
import { registryTokenMint } from './registry-token.ts';
import { revokeMinted } from './revoke.ts';

/**
 * Revokes everything that the main step minted, each on its own. What cannot be revoked is one warning with
 * its ID, its end and the command that removes it by hand.
 */
export async function revokeDue(state: SavedState, deadline: Deadline): Promise<void> {
  const due = state.minted.filter(isToRevoke);
  const http = new Http(deadline);
  let iamToken: IamToken | undefined;
  let reason =
    'The secret that it was made with is not among the inputs of the post step, and no access token is left.';
  try {
    iamToken = await findAuthority(state, http);
  } catch (error) {
    reason = describeError(error);
  }
  await Promise.all(due.map((record) => revokeOne(http, iamToken, record, reason)));
}

async function revokeOne(
  http: Http,
  iamToken: IamToken | undefined,
  record: MintedRecord,
  reason: string,
): Promise<void> {
  const name = `registry token ${record.id === undefined ? '' : `${record.id} `}at ${record.host}`;
  if (record.expiresAt !== undefined && Date.parse(record.expiresAt) <= Date.now()) {
    info(`The ${name} has ended by itself.`);
    return;
  }
  if (iamToken === undefined) {
    warning(`The ${name} was not revoked. ${reason}\n${explainByHand(record)}`);
    return;
  }
  try {
    const mint = registryTokenMint(http, record.host, iamToken);
    const revocation = await revokeMinted(mint, record, http.deadline);
    if (revocation === 'not-found') {
      if (record.id !== undefined) {
        info(`The ${name} is gone.`);
      }
      warning(
        `A registry token may be alive at ${record.host}: a reply of the registry was lost, or the main step was ended too early to read it, and no token with the mark of this step was found there since.\n${explainByHand({ ...record, id: undefined })}`,
      );
    } else {
      info(revocation === 'gone' ? `The ${name} was gone already.` : `Revoked the ${name}.`);
    }
  } catch (error) {
    warning(`The ${name} was not revoked. ${describeError(error)}\n${explainByHand(record)}`);
  }
}

/** The command line of IBM Cloud has no command for registry tokens any more. */
function explainByHand({ host, accountId, id, mark, expiresAt }: MintedRecord): string {
  const end =
    expiresAt === undefined ? 'It does not end by itself.' : `It ends by itself at ${expiresAt}.`;
  const url = `https://${host}/api/v1/tokens`;
  const curl = `curl --header "Authorization: $(ibmcloud iam oauth-tokens --output json | jq --raw-output .iam_token)" --header "Account: ${accountId}"`;
  const command =
    id === undefined
      ? `look for the mark "${mark}" in \`${curl} ${url}\`, and remove its ID with \`--request DELETE ${url}/ID\``
      : `\`${curl} --request DELETE ${url}/${id}\``;
  return `${end} To revoke it by hand: ${command}.`;
}
