import type { Clock } from '../clock.ts';
import { newRequestId } from '../identifiers.ts';
import { type ReceivedRequest, type Reply, replyJson } from '../network/http-message.ts';

/** The reason why the registry refuses a request. */
export class RegistryRefusal extends Error {
  override name = 'RegistryRefusal' as const;
  readonly status: number;
  /** `CRGnnnnE` in the management API. Elsewhere, a code of the OCI distribution specification. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The registry's message if credentials are missing or invalid. */
export const AUTHORIZATION_REQUIRED =
  'Authorization required. See https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-auth-req';

/** The registry's message if IAM refuses the credential. */
export const IAM_REFUSED =
  'An error occurred when authenticating your request with IBM Cloud. Clear your browser cookies, ensure that JavaScript is enabled in your browser, and try again.';

/** The registry's message for a credential that it does not accept, from public transcripts of logins. */
export const CREDENTIALS_NOT_VALID =
  'The login credentials are not valid, or your IBM Cloud account is not active.';

/** The registry's message if no policy covers the resource. */
export const NOT_AUTHORIZED = 'You are not authorized to access the specified resource.';

/** The registry's message for an account that is restricted to the private network. */
export const PRIVATE_ONLY =
  'Private-only access is enabled on this account, but this request was over the public network. You must access this account over the private network';

/** The registry's message since July 2019 for requests to create a registry token. */
export const DISCONTINUED =
  'The creation of registry tokens is discontinued. For more information about how to use API keys to automate access to your namespaces, see: https://cloud.ibm.com/docs/services/Registry?topic=registry-registry_access';

/** The refusal in the format of the part of the registry that received the request. */
export function toRegistryError(
  refusal: RegistryRefusal,
  request: ReceivedRequest,
  clock: Clock,
): Reply {
  const { status, code, message, headers } = refusal;
  const body = request.path.startsWith('/api/')
    ? { code, message, 'request-id': newRequestId(clock.now()) }
    : { errors: [{ code, message, detail: message }] };
  return replyJson(status, body, headers);
}
