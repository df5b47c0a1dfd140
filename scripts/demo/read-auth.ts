import { existsSync, readFileSync } from 'node:fs';

type Auths = Readonly<Record<string, { readonly auth: string }>>;

/** The logins of a Docker config, by host. */
export function readAuths(configPath: string): Auths {
  if (!existsSync(configPath)) {
    return {};
  }
  return (JSON.parse(readFileSync(configPath, 'utf8')) as { readonly auths?: Auths }).auths ?? {};
}

/** The login of one host: base64 of `user:secret`. */
export function readAuth(configPath: string, host: string): string {
  return readAuths(configPath)[host]?.auth ?? '';
}

/** The user name in a login. */
export function readUsername(auth: string): string {
  return Buffer.from(auth, 'base64').toString().split(':')[0] ?? '';
}
