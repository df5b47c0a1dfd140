import { info } from '@actions/core';
import type { Login } from '../credential/obtain-credentials.ts';
import type { PlannedConfig } from '../journal/plan-configs.ts';
import { isRevocable } from '../mint/names.ts';
import { nameRegistry } from '../registry/registry.ts';
import type { Session } from '../session.ts';
import { escapeMarkdown } from '../text/disarm.ts';
import { writeSummary } from './summary.ts';

/** What the user reads at the end of the main step. */
export interface LoginReport {
  readonly session: Session;
  readonly logins: readonly Login[];
  /** `undefined` with `client: none`. */
  readonly client: string | undefined;
  /** The configs that the logins were written to, or that name the stores they are in. */
  readonly configs: readonly PlannedConfig[];
}

/**
 * Says in a few lines what was logged in, with what, until when, where it is, and what will be undone; in
 * the log and as a table of the job summary.
 */
export async function reportLogin(report: LoginReport): Promise<void> {
  const { session, logins, client } = report;
  for (const { registry, credential } of logins) {
    const { username, label, expiresAt } = credential;
    const end = expiresAt === undefined ? '' : `, until ${expiresAt.toISOString()}`;
    const action = client === undefined ? 'Credential for' : 'Logged in to';
    info(`${action} ${nameRegistry(registry)} as ${username}: ${label}${end}.`);
  }
  if (client !== undefined) {
    info(`Checked with ${nameClient(client)}, written to ${listPlaces(report).join(' and ')}.`);
  }
  info(describeEnd(session, client !== undefined));
  await summarize(report);
}

function listPlaces({ configs }: LoginReport): readonly string[] {
  return configs.flatMap(({ path, hosts, stores }) => [
    ...(hosts.length > 0 ? [path] : []),
    ...[...new Set(stores.values())].map((name) => `the credential store "${name}"`),
  ]);
}

function nameClient(client: string): string {
  return client === 'file' ? 'one request to each registry (no container client)' : client;
}

/** What the post step will do. */
function describeEnd({ inputs }: Session, isLoggedIn: boolean): string {
  const undone = isLoggedIn && inputs.logout;
  const revoked = isRevocable(inputs.mint) && inputs.revoke;
  if (undone && revoked) {
    return 'When the job ends, the login is undone and what was minted is revoked.';
  }
  if (undone) {
    return isRevocable(inputs.mint)
      ? 'When the job ends, the login is undone; what was minted stays alive (`revoke: false`).'
      : 'When the job ends, the login is undone.';
  }
  if (revoked) {
    return 'When the job ends, what was minted is revoked.';
  }
  return 'Nothing is undone when the job ends.';
}

async function summarize(report: LoginReport): Promise<void> {
  const { session, logins } = report;
  const places = listPlaces(report);
  const rows = logins.map(({ registry, credential: { username, label, expiresAt } }) => [
    nameRegistry(registry),
    `${username}: ${label}`,
    expiresAt?.toISOString() ?? 'no end known',
    places.length === 0 ? 'nowhere' : places.join(', '),
  ]);
  await writeSummary([
    '### IBM Cloud Container Registry',
    '',
    '| Registry | Credential | Until | Written to |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |`),
    '',
    describeEnd(session, places.length > 0),
    '',
  ]);
}
