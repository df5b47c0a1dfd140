import { info, notice, warning } from '@actions/core';
import type { Credential, Login } from '../credentials/credential.ts';
import type { ActionError } from '../errors/action-error.ts';
import { describeError } from '../errors/describe.ts';
import { listFailures } from '../errors/failures.ts';
import { typedServiceId } from '../inputs/identities.ts';
import type { Inputs } from '../inputs/login-inputs.ts';
import type { PlannedConfig } from '../logins/plan-configs.ts';
import { isRevocable, type MintedRecord } from '../minting/minted.ts';
import { nameRegistry } from '../registry/registry.ts';
import { redact } from '../runner/mask.ts';
import { writeSummary } from '../runner/summary.ts';
import { disarm, escapeMarkdown } from '../text/disarm.ts';

const HEADING = '### IBM Cloud Container Registry';

/** What the main step puts into its outputs and its report. */
export interface LoginReport {
  readonly inputs: Inputs;
  readonly logins: readonly Login[];
  /** The credentials that were, or may have been, minted. */
  readonly minted: readonly MintedRecord[];
  /** `undefined` with `client: none`. */
  readonly client: string | undefined;
  /** The configs that contain the logins, or name the credential helpers that do. */
  readonly configs: readonly PlannedConfig[];
}

/**
 * Reports in the log and in the job summary: the registries, the credential and its expiry, where the login is, and
 * what the post step will undo.
 */
export function reportLogin(report: LoginReport): void {
  for (const line of wordLog(report)) {
    info(line);
  }
  writeSummary(wordSummary(report));
}

/** Repeats the errors of a failed login in the job summary. */
export function reportFailure(error: unknown): void {
  // The runner masks the log, but not the summary.
  const text = listFailures(error).map(describeError).join('\n');
  const lines = redact(text).split('\n').map(leaveOutForeign).map(escapeMarkdown);
  writeSummary([HEADING, '', 'The login failed.', '', ...lines.flatMap((line) => [line, ''])]);
}

/** Only the log quotes servers and programs. In the summary, their text could pass for this action's own. */
function leaveOutForeign(line: string): string {
  return line
    .replace(/(HTTP \d{3} from \S+(?: [A-Z]+\d+[A-Z]?\b)?) .*"/, '$1 (the log has the full answer)')
    .replace(
      /(ended with exit code \d+|was ended by a signal): .*$/,
      '$1 (the log has the full output).',
    );
}

/**
 * Reports that nothing was done, and why. That code from strangers gets no secrets is intended, so it is a notice. In
 * all other runs, someone forgot to pass a secret, so it is a warning.
 *
 * @param isUntrusted whether the run is for a fork, or of Dependabot.
 */
export function reportSkipped({ explanation }: ActionError, isUntrusted: boolean): void {
  const text = `Not logged in, because \`on-missing-credentials: skip\` is set. ${explanation.problem}`;
  (isUntrusted ? notice : warning)(isUntrusted ? text : `${text}\n${explanation.fix}`);
  writeSummary([HEADING, '', escapeMarkdown(text), '']);
}

function wordLog(report: LoginReport): readonly string[] {
  const { inputs, logins, client } = report;
  const lines = logins.map(({ registry, credential: { username, label, expiresAt } }) => {
    const end = expiresAt === undefined ? '' : `, expires at ${expiresAt.toISOString()}`;
    const action = client === undefined ? 'Credential for' : 'Logged in to';
    return `${action} ${nameRegistry(registry)} as ${username}: ${nameAsTyped(label)}${end}.`;
  });
  if (client !== undefined) {
    // The paths come from variables of the job, which any earlier step may have set.
    const places = listPlaces(report).map(disarm).join(' and ');
    lines.push(`Checked with ${nameClient(client)}, written to ${places}.`);
  }
  return [...lines, describeEnd(inputs, client !== undefined)];
}

function listPlaces({ configs }: LoginReport): readonly string[] {
  return configs.flatMap(({ path, hosts, stores }) => [
    ...(hosts.some((host) => !stores.has(host)) ? [path] : []),
    ...[...new Set(stores.values())].map((name) => `the credential helper "${name}"`),
  ]);
}

function nameClient(client: string): string {
  return client === 'file' ? 'one request to each registry (no container client)' : client;
}

/** Describes what the post step will do. */
function describeEnd(inputs: Inputs, isLoggedIn: boolean): string {
  const undone = isLoggedIn && inputs.logout;
  const revoked = isRevocable(inputs.mint) && inputs.revoke;
  if (undone && revoked) {
    return 'When the job ends, the login is undone and what was minted is revoked.';
  }
  if (undone) {
    return isRevocable(inputs.mint)
      ? 'When the job ends, the login is undone; what was minted stays valid (`revoke: false`).'
      : 'When the job ends, the login is undone.';
  }
  if (revoked) {
    return 'When the job ends, what was minted is revoked.';
  }
  return 'Nothing is undone when the job ends.';
}

function wordSummary(report: LoginReport): readonly string[] {
  const { inputs, logins, client } = report;
  const places = client === undefined ? [] : listPlaces(report);
  return [
    HEADING,
    '',
    ...[...new Set(logins.map(({ credential }) => credential))].flatMap((credential) => [
      escapeMarkdown(describeCredential(report, credential)),
      '',
      ...logins
        .filter((login) => login.credential === credential)
        .map(({ registry }) => `* ${escapeMarkdown(nameRegistry(registry))}`),
      '',
    ]),
    ...(places.length === 0 ? [] : [`Written to ${places.map(escapeMarkdown).join(' and ')}.`, '']),
    describeEnd(inputs, client !== undefined),
    '',
  ];
}

/** Describes a credential in one sentence, with details that help to find it in the audit log. */
function describeCredential({ client, minted }: LoginReport, credential: Credential): string {
  const { username, label, expiresAt, mark } = credential;
  const record = mark === undefined ? undefined : minted.find((one) => one.mark === mark);
  const idName = record?.mint === 'api-key' ? 'key ID' : 'ID';
  const details = [
    `username ${username}`,
    ...(record?.id === undefined ? [] : [`${idName} ${record.id}`]),
    ...(expiresAt === undefined ? [] : [`expires at ${nameMinute(expiresAt)}`]),
    ...(expiresAt === undefined && record !== undefined ? ['never expires'] : []),
  ].join(', ');
  const what = `${nameAsTyped(label)} (${details})`;
  return client === undefined
    ? `Credential, without a login: ${what}, for:`
    : `Logged in with ${what} to:`;
}

function nameMinute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Names a service ID as the user wrote it, with or without `iam-`. */
function nameAsTyped(label: string): string {
  return label.replace(/iam-ServiceId-[0-9a-f-]+/i, typedServiceId);
}
