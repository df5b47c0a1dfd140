/**
 * `node expect-logins.ts us.icr.io=given jp.icr.io=token br.icr.io=none`: fails unless the Docker config
 * has these logins. `given` stands for the key in API_KEY, a user name for any other secret with this user
 * name, and `none` for no login.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findConfigFolder } from './docker-config.ts';

interface Config {
  readonly auths?: Readonly<Record<string, { readonly auth?: string }>>;
}

const config: Config = JSON.parse(readFileSync(join(findConfigFolder(), 'config.json'), 'utf8'));
for (const argument of process.argv.slice(2)) {
  const [host = '', expected] = argument.split('=');
  const found = describeLogin(config.auths?.[host]?.auth);
  console.log(`${host}: ${found}`);
  process.exitCode = found === expected ? process.exitCode : 1;
}

function describeLogin(auth: string | undefined): string {
  if (auth === undefined) {
    return 'none';
  }
  const [username = '', secret = ''] = Buffer.from(auth, 'base64').toString().split(':');
  return secret === process.env['API_KEY'] ? 'given' : username;
}
