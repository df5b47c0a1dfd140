import { Http } from '../http/http.ts';
import { readClaims } from '../iam/claims.ts';
import { Iam, type IamToken } from '../iam/iam.ts';
import { readInput } from '../inputs/names.ts';
import { fingerprint } from '../journal/fingerprint.ts';
import { mask } from '../runner/mask.ts';
import type { SavedState } from '../runner/state.ts';
import { SOURCE_KINDS } from '../source/source-kinds.ts';

/**
 * Gets an IAM access token to revoke with: by the step's own secret input, which the runner evaluates again
 * for the post step, if it is the secret that the main step had; else the access token that the main step
 * kept, which it does in composite actions only.
 *
 * @returns `undefined` where there is no authority any more.
 * @throws ActionError where IAM refuses the secret, or cannot be reached in time.
 */
export async function findAuthority(state: SavedState, http: Http): Promise<IamToken | undefined> {
  const kept = readKept(state);
  if (kept === undefined) {
    return authorizeByInput(state, http);
  }
  try {
    // Where IAM does not answer, time must be left to use the other one.
    return (await authorizeByInput(state, new Http(http.deadline.half()))) ?? kept;
  } catch {
    // The kept token is as good; if it is not, the registry says why.
    return kept;
  }
}

/** The access token that the main step kept, unless it has ended. */
function readKept({ accessToken }: SavedState): IamToken | undefined {
  if (accessToken === undefined) {
    return undefined;
  }
  mask(accessToken, 'iambearer');
  const claims = readClaims(accessToken);
  const hasEnded = claims?.expiresAt !== undefined && claims.expiresAt.getTime() <= Date.now();
  return hasEnded ? undefined : { value: accessToken, claims };
}

async function authorizeByInput(state: SavedState, http: Http): Promise<IamToken | undefined> {
  const kind = SOURCE_KINDS.find(({ input }) => input === state.sourceInput);
  const text = kind && readInput(kind.input);
  if (kind?.authorize === undefined || text === undefined) {
    return undefined;
  }
  const secret = kind.clean(text);
  mask(secret, kind.username);
  return fingerprint(state.salt, secret) === state.sourceFingerprint
    ? kind.authorize(secret, new Iam(http, state.iamUrl), state.accountId)
    : undefined;
}
