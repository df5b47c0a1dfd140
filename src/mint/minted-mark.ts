import { type JsonObject, stringMember } from '../text/json.ts';
import { REVOCABLE_MINTS, type RevocableMint } from './names.ts';

/** What was minted for a login, as the journal names it: enough to find it, and no secret. */
export interface MintedMark {
  readonly mint: RevocableMint;
  /** The host of a registry, or the IAM ID of a key's service ID. */
  readonly place: string;
  readonly mark: string;
}

/** Reads one; `undefined` where it is none. */
export function parseMintedMark(object: JsonObject): MintedMark | undefined {
  const mint = REVOCABLE_MINTS.find((candidate) => candidate === object['mint']);
  const place = stringMember(object, 'place');
  const mark = stringMember(object, 'mark');
  return mint && place && mark ? { mint, place, mark } : undefined;
}
