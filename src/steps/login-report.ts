import { info, notice, warning } from '@actions/core';
import type { Login } from '../credentials/credential.ts';
import type { ActionError } from '../errors/action-error.ts';
import type { Inputs } from '../inputs/login-inputs.ts';
import type { PlannedConfig } from '../logins/plan-configs.ts';
import type { MintedRecord } from '../minting/minted-record.ts';
import { isRevocable } from '../minting/names.ts';
import { nameRegistry } from '../registry/registry.ts';
import { writeSummary } from '../runner/summary.ts';
import { disarm, escapeMarkdown } from '../text/disarm.ts';

const HEADING = '### IBM Cloud Container Registry';

/** What the outputs and the report of the main step tell of. */
export interface LoginReport {
  readonly inputs: Inputs;
  readonly logins: readonly Login[];
  /** What was minted, or was to be. */
  readonly minted: readonly MintedRecord[];
  /** `undefined` with `client: none`. */
  readonly client: string | undefined;
  /** The configs that the logins were written to, or that name the stores they are in. */
  readonly configs: readonly PlannedConfig[];
}

/**
 * Says in a few lines what was logged in, with what, until when, where it is, and what will be undone; in the log
 * and as a table of the job summary.
 */
export function reportLogin(report: LoginReport): void {
  for (const line of wordLog(report)) {
    info(line);
  }
  writeSummary(wordSummary(report));
}

/**
 * Says that nothing was done, and why. The code of a stranger gets no secrets, which is as it should be; everywhere else
 * a secret is missing that somebody meant to give.
 *
 * @param isUntrusted whether the run is for a fork, or of Dependabot.
 */
export function reportSkipped({ explanation }: ActionError, isUntrusted: boolean): void {
  const text = `Not logged in, as \`on-missing-credentials: skip\` asks for. ${explanation.problem}`;
  (isUntrusted ? notice : warning)(isUntrusted ? text : `${text}\n${explanation.fix}`);
  writeSummary([HEADING, '', escapeMarkdown(text), '']);
}

function wordLog(report: LoginReport): readonly string[] {
  const { inputs, logins, client } = report;
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
  return [...lines, describeEnd(inputs, client !== undefined)];
}

function listPlaces({ configs }: LoginReport): readonly string[] {
  return configs.flatMap(({ path, hosts, stores }) => [
    ...(hosts.some((host) => !stores.has(host)) ? [path] : []),
    ...[...new Set(stores.values())].map((name) => `the credential store "${name}"`),
  ]);
}

function nameClient(client: string): string {
  return client === 'file' ? 'one request to each registry (no container client)' : client;
}

/** What the post step will do. */
function describeEnd(inputs: Inputs, isLoggedIn: boolean): string {
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
  const { inputs, logins } = report;
  const places = listPlaces(report);
  const rows = logins.map(({ registry, credential: { username, label, expiresAt } }) => [
    nameRegistry(registry),
    `${username}: ${label}`,
    expiresAt?.toISOString() ?? 'no end known',
    places.length === 0 ? 'nowhere' : places.join(', '),
  ]);
  return [
    HEADING,
    '',
    '| Registry | Credential | Until | Written to |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |`),
    '',
    describeEnd(inputs, places.length > 0),
    '',
  ];
}
