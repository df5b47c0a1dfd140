import type { Authority } from '../credentials/authority.ts';
import type { Source } from '../credentials/source.ts';
import type { Registry } from '../registry/registry.ts';
import { setOutputs } from '../runner/outputs.ts';
import type { LoginReport } from './login-report.ts';

/** Sets the outputs of a step that does not log in, because it is skipped or fails. */
export function setRegistryOutputs(registries: readonly [Registry, ...Registry[]]): void {
  setOutputs({ ...nameRegistries(registries), 'logged-in': 'false' });
}

function nameRegistries(
  registries: readonly [Registry, ...Registry[]],
): Readonly<Record<'registry' | 'registries', string>> {
  const hosts = registries.map(({ host }) => host);
  return { registry: registries[0].host, registries: JSON.stringify(hosts) };
}

/** Sets the outputs of a login. Only `password` contains a secret, so all others can be passed to other jobs. */
export async function setLoginOutputs(
  report: LoginReport,
  source: Source,
  authority: Authority,
): Promise<void> {
  const { inputs, logins, client, configs } = report;
  const minted = listMinted(report);
  const ends = logins.flatMap(({ credential: { expiresAt } }) => expiresAt?.getTime() ?? []);
  const [first] = logins;
  const isKnown = authority.isUsed || source.kind.input === 'access-token';
  const claims = isKnown ? (await authority.getToken()).claims : undefined;
  setOutputs({
    ...nameRegistries(inputs.registries),
    username: first?.credential.username,
    password: inputs.exportPassword ? first?.credential.secret : undefined,
    'logged-in': String(client !== undefined),
    'credential-id': minted[0]?.id,
    'credential-ids': JSON.stringify(minted),
    'expires-at': ends.length === 0 ? undefined : new Date(Math.min(...ends)).toISOString(),
    'account-id': claims?.accountId,
    'config-path': configs[0]?.path,
  });
}

/** A registry token is minted at each registry, but an API key works with all of them. */
function listMinted({
  minted,
  logins,
}: LoginReport): readonly { readonly registry: string; readonly id: string }[] {
  return minted.flatMap(({ mint, place, id }) => {
    if (id === undefined) {
      return [];
    }
    const hosts = mint === 'registry-token' ? [place] : logins.map(({ registry }) => registry.host);
    return hosts.map((registry) => ({ registry, id }));
  });
}
