import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { parseTrustedProfile, type TrustedProfile } from '../iam/trusted-profile.ts';
import { readInput } from './names.ts';

const SERVICE_ID = /^(?:iam-)?ServiceId-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * Reads the input `service-id`: one or more service IDs, separated by commas or new lines, with or without `iam-`.
 *
 * @returns their IAM IDs (`iam-ServiceId-…`), without duplicates.
 * @throws ActionError `input-invalid`, without the value, which may be a secret in the wrong input.
 */
export function readServiceIds(): readonly string[] {
  const entries = readEntries();
  const ids = entries.filter((entry) => entry !== '').map(toIamId);
  if (ids.includes(undefined)) {
    throw new ActionError('input-invalid', {
      problem: "An entry of the input `service-id` isn't the ID of a service ID.",
      fix: 'Give the ID that `ibmcloud iam service-ids` shows (ServiceId- and a UUID), not the name. Separate several by commas or new lines.',
      link: LINKS.serviceIds,
    });
  }
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Returns the IAM ID of a service ID, `undefined` for anything else. */
function toIamId(entry: string): string | undefined {
  const uuid = SERVICE_ID.exec(entry)?.[1];
  return uuid === undefined ? undefined : `iam-ServiceId-${uuid.toLowerCase()}`;
}

/** Returns a service ID as the user typed it, for messages. */
export function typedServiceId(iamId: string): string {
  return readEntries().find((entry) => toIamId(entry) === iamId) ?? iamId;
}

function readEntries(): readonly string[] {
  return (readInput('service-id') ?? '').split(/[,\n]/).map((entry) => entry.trim());
}

/**
 * Reads the input `trusted-profile`: an ID or a CRN.
 *
 * @throws ActionError `input-invalid`, without the value, which may be a secret in the wrong input.
 */
export function readTrustedProfile(): TrustedProfile | undefined {
  const text = readInput('trusted-profile');
  const profile = text === undefined ? undefined : parseTrustedProfile(text);
  if (text !== undefined && profile === undefined) {
    throw new ActionError('input-invalid', {
      problem: 'The input `trusted-profile` is neither the ID nor the CRN of a trusted profile.',
      fix: 'Give the ID (Profile- and a UUID) or the whole CRN that `ibmcloud iam trusted-profile NAME` shows, not the name.',
      link: LINKS.trustedProfiles,
    });
  }
  return profile;
}

/** Reads the input `account-id`. The IDs of IBM Cloud accounts have 32 hexadecimal digits. */
export function readAccountId(): string | undefined {
  const value = readInput('account-id');
  if (value !== undefined && !/^[0-9a-f]{32}$/i.test(value)) {
    throw new ActionError('input-invalid', {
      problem: "The input `account-id` isn't the ID of an IBM Cloud account.",
      fix: 'Use the 32 hexadecimal digits that `ibmcloud target` shows. In the console, they are under "Account settings".',
      link: LINKS.accessTokens,
    });
  }
  return value?.toLowerCase();
}
