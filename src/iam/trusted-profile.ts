/** A trusted profile of IBM Cloud IAM. */
export interface TrustedProfile {
  /** `Profile-…`, which is also its Docker username. */
  readonly id: string;
  /** The CRN, if the user gave one instead of the ID. */
  readonly crn: string | undefined;
  /** The account that it belongs to. Only the CRN contains it. */
  readonly accountId: string | undefined;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ID = new RegExp(`^(?:iam-)?Profile-(?<uuid>${UUID})$`, 'i');
const CRN = new RegExp(
  `^crn:v1:[a-z]+:[a-z]+:iam-identity::a/(?<account>[0-9a-f]{32})::profile:Profile-(?<uuid>${UUID})$`,
  'i',
);

/**
 * Reads the ID or the CRN of a trusted profile.
 *
 * @returns `undefined` if the text is neither.
 */
export function parseTrustedProfile(text: string): TrustedProfile | undefined {
  const groups = (CRN.exec(text) ?? ID.exec(text))?.groups;
  const uuid = groups?.['uuid'];
  if (uuid === undefined) {
    return undefined;
  }
  const id = `Profile-${uuid.toLowerCase()}`;
  const accountId = groups?.['account']?.toLowerCase();
  return { id, crn: accountId === undefined ? undefined : text, accountId };
}
