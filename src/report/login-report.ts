import { info } from '@actions/core';
import type { Login } from '../credential/obtain-credentials.ts';
import type { PlannedConfig } from '../journal/plan-configs.ts';
import { isRevocable } from '../mint/names.ts';
import { nameRegistry } from '../registry/registry.ts';
import type { Session } from '../session.ts';
import { disarm, escapeMarkdown } from '../text/disarm.ts';
import { writeSummary } from './summary.ts';

/** What the outputs and the report of the main step tell of. */
export interface LoginReport {
  readonly session: Session;
  readonly logins: readonly Login[];
  /** `undefined` with `client: none`. */
  readonly client: string | undefined;
  /** The configs that the logins were written to, or that name the stores they are in. */
  readonly configs: readonly PlannedConfig[];
}

/** A report in words: for the log, and for the job summary in Markdown. */
export interface WordedReport {
  readonly log: readonly string[];
  readonly summary: readonly string[];
}

/**
 * Says in a few lines what was logged in, with what, until when, where it is, and what will be undone; for
 * the log and as a table of the job summary. It can be worded before it is true.
 */
export function wordLogin(report: LoginReport): WordedReport {
  return { log: wordLog(report), summary: wordSummary(report) };
}

/** Says it, once it is true. */
export function reportLogin({ log, summary }: WordedReport): void {
  for (const line of log) {
    info(line);
  }
  writeSummary(summary);
}

function wordLog(report: LoginReport): readonly string[] {
  const { session, logins, client } = report;
  const lines = logins.map(({ registry, credential: { username, label, expiresAt } }) => {
    const end = expiresAt === undefined ? '' : `, until ${expiresAt.toISOString()}`;
    const action = client === undefined ? 'Credential for' : 'Logged in to';
    return `${action} ${nameRegistry(registry)} as ${username}: ${label}${end}.`;
  });
  if (client !== undefined) {
    // A variable of the job names them, which any step before may have set.
    const places = listPlaces(report).map(disarm).join(' and ');
    lines.push(`Checked with ${nameClient(client)}, written to ${places}.`);
  }
  return [...lines, describeEnd(session, client !== undefined)];
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

function wordSummary(report: LoginReport): readonly string[] {
  const { session, logins } = report;
  const places = listPlaces(report);
  const rows = logins.map(({ registry, credential: { username, label, expiresAt } }) => [
    nameRegistry(registry),
    `${username}: ${label}`,
    expiresAt?.toISOString() ?? 'no end known',
    places.length === 0 ? 'nowhere' : places.join(', '),
  ]);
  return [
    '### IBM Cloud Container Registry',
    '',
    '| Registry | Credential | Until | Written to |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |`),
    '',
    describeEnd(session, places.length > 0),
    '',
  ];
}
