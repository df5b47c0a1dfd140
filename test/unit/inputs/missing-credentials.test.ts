import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  explainMissingCredentials,
  isUntrustedRun,
} from '../../../src/inputs/missing-credentials.ts';

const OWN = 'octo-org/octo-repo';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The reason given for a pull request whose event file contains this text. */
function explain(text: string): string {
  const path = join(folder, 'event.json');
  writeFileSync(path, text);
  const environment = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path };
  return explainMissingCredentials(environment).message;
}

/** The reason given for an event that someone started, with a pull request from a certain repository. */
function explainEvent(name: string, from: string, actor = 'octocat'): string {
  const path = join(folder, 'event.json');
  const head = { repo: { full_name: from } };
  const base = { repo: { full_name: OWN } };
  writeFileSync(path, JSON.stringify({ pull_request: { head, base } }));
  const environment = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, GITHUB_ACTOR: actor };
  return explainMissingCredentials(environment).message;
}

describe('explainMissingCredentials', () => {
  it('suggests `secrets: inherit` for a reusable workflow', () => {
    const environment = { GITHUB_EVENT_NAME: 'workflow_call' };
    expect(explainMissingCredentials(environment).message).toContain('`secrets: inherit`');
  });

  it.each([
    ['pull_request', 'somebody/octo-repo', 'octocat', 'a pull request from a fork'],
    ['pull_request', OWN, 'octocat', 'does not exist, its name is misspelled'],
    // With this event, forks get secrets.
    [
      'pull_request_target',
      'somebody/octo-repo',
      'octocat',
      'does not exist, its name is misspelled',
    ],
    ['pull_request', OWN, 'dependabot[bot]', 'Secrets and variables > Dependabot'],
    // With this event, Dependabot gets the usual secrets.
    ['pull_request_target', OWN, 'dependabot[bot]', 'Secrets and variables > Actions'],
  ])('knows which secrets are missing in a %s from %s by %s', (name, from, actor, said) => {
    expect(explainEvent(name, from, actor)).toContain(said);
  });

  it('recognizes a fork that has been deleted', () => {
    const base = { repo: { full_name: 'octo-org/octo-repo' } };

    expect(explain(JSON.stringify({ pull_request: { head: { repo: null }, base } }))).toContain(
      'a pull request from a fork',
    );
  });

  it.each(['', 'nonsense', '[]', '{}', '{"pull_request": 7}', '{"pull_request": {}}'])(
    'gives the general reason for the event %j',
    (text) => {
      expect(explain(text)).toContain('does not exist, its name is misspelled');
    },
  );

  it('gives the general reason without an event', () => {
    expect(explainMissingCredentials({}).message).toContain(
      'does not exist, its name is misspelled',
    );
    const environment = { GITHUB_EVENT_PATH: join(folder, 'missing.json') };
    expect(explainMissingCredentials(environment).message).toContain(
      'does not exist, its name is misspelled',
    );
  });
});

describe('a run with the code of a stranger', () => {
  it('is not assumed if the event is unknown', () => {
    expect(isUntrustedRun({})).toBe(false);
  });

  it('is assumed for a pull request without details', () => {
    expect(isUntrustedRun({ GITHUB_EVENT_NAME: 'pull_request' })).toBe(true);
    expect(isUntrustedRun({ GITHUB_EVENT_NAME: 'pull_request_target' })).toBe(false);
  });
});
