/** A trusted profile of IBM Cloud IAM. */
export interface TrustedProfile {
  /** `Profile-…`, which is its Docker username as well. */
  readonly id: string;
  /** Where it was given in this way. */
  readonly crn: string | undefined;
  /** The account that it belongs to, which only the CRN tells. */
  readonly accountId: string | undefined;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ID = new RegExp(`^(?:iam-)?(?<id>Profile-${UUID})$`, 'i');
const CRN = new RegExp(
  `^crn:v1:[a-z]+:[a-z]+:iam-identity::a/(?<account>[0-9a-f]{32})::profile:(?<id>Profile-${UUID})$`,
  'i',
);

/**
 * Reads the ID or the CRN of a trusted profile.
 *
 * @returns `undefined` where the text is neither.
 */
export function parseTrustedProfile(text: string): TrustedProfile | undefined {
  const groups = (CRN.exec(text) ?? ID.exec(text))?.groups;
  const id = groups?.['id'];
  if (id === undefined) {
    return undefined;
  }
  const accountId = groups?.['account']?.toLowerCase();
  return { id, crn: accountId === undefined ? undefined : text, accountId };
}
