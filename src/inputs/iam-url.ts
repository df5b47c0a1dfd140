import type { InputName } from './names.ts';
import { invalidInput } from './values.ts';

const PUBLIC_IAM = 'https://iam.cloud.ibm.com';
// This is on the network of the virtual private cloud. The classic network has one host for each region, for `iam-url`.
const PRIVATE_IAM = 'https://private.iam.cloud.ibm.com';
const IAM_HOST = /^(?:(?:[a-z0-9-]+\.)*iam\.cloud\.ibm\.com|iam\.test\.cloud\.ibm\.com)$/;

/**
 * Chooses the IAM endpoint.
 *
 * @param value the input `iam-url`.
 * @returns the endpoint without a trailing slash.
 * @throws ActionError `input-invalid` for anything except https and one of IBM's own hosts, because the API key is sent
 * there.
 */
export function resolveIamUrl(value: string | undefined, privateNetwork: boolean): string {
  if (value === undefined) {
    return privateNetwork ? PRIVATE_IAM : PUBLIC_IAM;
  }
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const origin = url === undefined ? undefined : `https://${url.hostname}`;
  const isBare = origin !== undefined && [origin, `${origin}/`].includes(value.toLowerCase());
  if (url === undefined || origin === undefined || !isBare || !IAM_HOST.test(url.hostname)) {
    const name: InputName = 'iam-url';
    throw invalidInput(
      name,
      value,
      `Give an endpoint of IBM Cloud IAM and nothing else, for example ${PUBLIC_IAM} or ${PRIVATE_IAM}.`,
    );
  }
  return origin;
}
