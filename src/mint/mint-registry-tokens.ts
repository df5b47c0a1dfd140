import { info, warning } from '@actions/core';
import type { Login } from '../credential/obtain-credentials.ts';
import type { Registry } from '../registry/registry.ts';
import { REGISTRY_TOKEN_LIFETIME_MS, readAccount } from '../registry/registry-tokens.ts';
import type { MintedRecord } from '../runner/state.ts';
import type { Session } from '../session.ts';
import { issueCredential } from './issue.ts';
import { describeMarked, makeMark } from './mark.ts';
import type { Issued } from './mint.ts';
import { registryTokenMint } from './registry-token.ts';

/** One registry token per registry, all at the same time; each has its mark in the state before its request. */
export async function mintRegistryTokens(session: Session): Promise<readonly Login[]> {
  const { inputs, state, http } = session;
  const iamToken = await session.iamToken();
  const accountId = readAccount(iamToken);
  warnOfShortAuthority(session, iamToken.claims?.expiresAt);
  const plans = groupByRegistry(inputs.registries).map((registries) => {
    const [{ host }] = registries;
    const mint = registryTokenMint(http, host, iamToken);
    return { registries, host, mint, mark: makeMark(inputs.lifetime) };
  });
  state.update({
    minted: plans.map(({ host, mark }) => ({
      ...intendRecord(inputs.lifetime),
      host,
      accountId,
      mark,
    })),
    // Composite actions may give the post step other inputs (actions/runner#3514).
    accessToken: inputs.revoke && process.env['GITHUB_ACTION_PATH'] ? iamToken.value : undefined,
  });
  const issuing = plans.map(async ({ registries, mark, mint, host }) => {
    const intent = {
      mark,
      description: describeMarked(inputs.description, mark),
      access: inputs.access,
      permanent: inputs.lifetime === 'never',
    };
    const note = (change: Partial<MintedRecord>): void => state.updateMinted(mark, change);
    const issued = await issueCredential(mint, intent, note);
    reportIssued(host, issued);
    return registries.map((registry) => ({ registry, credential: issued.credential }));
  });
  return (await firstFailureLast(issuing)).flat();
}

/** Hosts of one registry share a token. */
function groupByRegistry(registries: readonly Registry[]): readonly [Registry, ...Registry[]][] {
  const groups = new Map<string, [Registry, ...Registry[]]>();
  for (const registry of registries) {
    const group = groups.get(registry.id);
    if (group === undefined) {
      groups.set(registry.id, [registry]);
    } else {
      group.push(registry);
    }
  }
  return [...groups.values()];
}

/** Waits for all, so that nothing is made any more when the failure of one is handled. */
async function firstFailureLast<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

function intendRecord(lifetime: string): Omit<MintedRecord, 'host' | 'accountId' | 'mark'> {
  const latestEnd = new Date(Date.now() + REGISTRY_TOKEN_LIFETIME_MS);
  return {
    mint: 'registry-token',
    outcome: 'intended',
    id: undefined,
    expiresAt: lifetime === 'never' ? undefined : latestEnd.toISOString(),
    lostReplies: 0,
  };
}

function reportIssued(host: string, { id, credential }: Issued): void {
  const end = credential.expiresAt?.toISOString() ?? 'never ends by itself';
  info(
    `Minted a registry token at ${host}: ID ${id ?? 'unknown'}, ${credential.expiresAt === undefined ? end : `ends ${end}`}.`,
  );
}

/** The token that was given is what the post step revokes with. */
function warnOfShortAuthority({ inputs, source }: Session, expiresAt: Date | undefined): void {
  if (inputs.revoke && source.kind.input === 'access-token' && expiresAt !== undefined) {
    warning(
      `The access token ends at ${expiresAt.toISOString()}. If the job is still running then, its end cannot revoke what is minted now. With \`api-key\` it can.`,
    );
  }
}
