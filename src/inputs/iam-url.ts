import type { InputName } from './names.ts';
import { invalidInput } from './values.ts';

const PUBLIC_IAM = 'https://iam.cloud.ibm.com';
// On the virtual private cloud's network. The classic network has one for each region: `iam-url` names it.
const PRIVATE_IAM = 'https://private.iam.cloud.ibm.com';
const IAM_HOST = /^(?:(?:[a-z0-9-]+\.)*iam\.cloud\.ibm\.com|iam\.test\.cloud\.ibm\.com)$/;

/**
 * The endpoint of IAM, without a slash at its end.
 *
 * @param value the input `iam-url`.
 * @throws ActionError `input-invalid` for anything but https and one of IBM's own hosts: the API key is
 * sent there.
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
