import type { Source } from '../credentials/source.ts';
import { SECRETLESS_KIND, SOURCE_KINDS } from '../credentials/source-kinds.ts';
import { Http } from '../http/http.ts';
import { fingerprintTrust, listChanges, readTrusted, withoutClients } from '../http/trust.ts';
import { readClaims } from '../iam/claims.ts';
import { Iam, type IamToken } from '../iam/iam.ts';
import { parseTrustedProfile, type TrustedProfile } from '../iam/trusted-profile.ts';
import { readInput } from '../inputs/names.ts';
import { mask } from '../runner/mask.ts';
import { isSealedWith, type SavedState } from './saved-state.ts';
import { refuseChanges } from './watch-trust.ts';

/**
 * Gets an IAM access token to revoke with. If the main step used the identity of the compute resource, so does this.
 * Otherwise, it uses the step's own secret input, which the runner evaluates again for the post step, if that is
 * still the secret of the main step. The last choice is the access token that the main step kept, which it does in
 * composite actions only.
 *
 * @returns `undefined` if nothing is left to revoke with.
 * @throws ActionError if IAM refuses or cannot be reached in time, or if a later step has changed whom to trust.
 */
export async function findAuthority(state: SavedState, http: Http): Promise<IamToken | undefined> {
  refuseChangedTrust(state);
  const kept = readKept(state);
  const source = findSource(state);
  const authorize = source?.kind.authorize;
  if (source === undefined || authorize === undefined) {
    return kept;
  }
  // If IAM does not answer, there must be time left to use the kept token.
  const ownHttp = kept === undefined ? http : new Http(http.deadline.half());
  try {
    return await authorize(source, new Iam(ownHttp, state.iamUrl), state.accountId);
  } catch (error) {
    if (kept === undefined) {
      throw error;
    }
    // The kept token works too. If it does not, IBM Cloud says why.
    return kept;
  }
}

/** Sends nothing if a later step of the job may intercept the connection. */
function refuseChangedTrust({ trust, salt }: SavedState): void {
  if (trust !== undefined) {
    refuseChanges(
      listChanges(withoutClients(trust), fingerprintTrust(salt, readTrusted())),
      'the login',
    );
  }
}

/** The access token that the main step kept, unless it has expired. */
function readKept({ accessToken, clockOffsetMs = 0 }: SavedState): IamToken | undefined {
  if (accessToken === undefined) {
    return undefined;
  }
  mask(accessToken, 'iambearer');
  const claims = readClaims(accessToken);
  const now = Date.now() + clockOffsetMs;
  const hasExpired = claims?.expiresAt !== undefined && claims.expiresAt.getTime() <= now;
  return hasExpired ? undefined : { value: accessToken, claims, clockOffsetMs };
}

/** Finds the source of the main step, if the post step has it. The profile is in the state: it is not secret. */
function findSource(state: SavedState): Source | undefined {
  const { sourceInput, profile: text = '' } = state;
  const profile = parseTrustedProfile(text);
  return sourceInput === SECRETLESS_KIND.input
    ? { kind: SECRETLESS_KIND, secret: '', profile }
    : readSecretAgain(state, profile);
}

function readSecretAgain(
  { sourceInput }: SavedState,
  profile: TrustedProfile | undefined,
): Source | undefined {
  const [source] = SOURCE_KINDS.filter(({ input }) => input === sourceInput).flatMap((kind) => {
    const text = readInput(kind.input);
    if (text === undefined) {
      return [];
    }
    const secret = kind.clean(text);
    mask(secret, kind.username);
    return isSealedWith(secret) ? [{ kind, secret, profile }] : [];
  });
  return source;
}
