import { type ReceivedRequest, readBasic, readContentType } from '../network/http-message.ts';
import { RegistryRefusal } from './registry-refusal.ts';

/** A user name and its password. */
export interface Pair {
  readonly user: string;
  readonly password: string;
}

/** What a client requests from `/oauth/token`. */
export interface LoginRequest {
  readonly service: string | null;
  /** Each as the client wrote it, for example `repository:namespace/app:pull`. */
  readonly scopes: readonly string[];
  readonly pair: Pair | undefined;
}

/**
 * Parses a request for a token: GET with a Basic header, as Docker clients send it, or POST with a
 * password-grant form, as IBM's Portieris and containerd do.
 */
export function readLogin(request: ReceivedRequest): LoginRequest {
  switch (request.method) {
    case 'GET':
      return { ...readParameters(request.query), pair: readBasic(request.headers) };
    case 'POST':
      return readForm(request);
    default:
      throw new RegistryRefusal(405, 'UNSUPPORTED', 'The operation is unsupported.', {
        allow: 'GET, POST',
      });
  }
}

function readForm({ headers, body }: ReceivedRequest): LoginRequest {
  if (readContentType(headers) !== 'application/x-www-form-urlencoded') {
    throw new RegistryRefusal(415, 'UNSUPPORTED', 'The body is not a form.');
  }
  const form = new URLSearchParams(body.toString('utf8'));
  // Docker sends a refresh token if a login has stored one. Whether ICR accepts it is unknown.
  if (form.get('grant_type') !== 'password') {
    throw new RegistryRefusal(400, 'UNSUPPORTED', 'The grant type is not password.');
  }
  if (!form.get('client_id')) {
    throw new RegistryRefusal(400, 'UNSUPPORTED', 'The client ID is missing.');
  }
  const user = form.get('username');
  const password = form.get('password');
  const pair = user === null || password === null ? undefined : { user, password };
  return { ...readParameters(form), pair };
}

function readParameters(parameters: URLSearchParams): Pick<LoginRequest, 'service' | 'scopes'> {
  return {
    service: parameters.get('service'),
    scopes: parameters
      .getAll('scope')
      .flatMap((scope) => scope.split(' '))
      .filter((scope) => scope !== ''),
  };
}
