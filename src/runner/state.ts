import { getState, saveState } from '@actions/core';
import type { LoginsToUndo } from '../journal/undo-logins.ts';
import { REVOCABLE_MINTS, type RevocableMint } from '../mint/names.ts';
import {
  isJsonObject,
  type JsonObject,
  numberMember,
  parseJsonObject,
  stringMember,
} from '../text/json.ts';

import type { ExportedVariable } from './variables.ts';

/** The one name in the state file; the runner hands it to the post step as STATE_icr-login. */
const NAME = 'icr-login';

/** A credential that was to be made, as far as the post step has to know. */
export interface MintedRecord {
  readonly mint: RevocableMint;
  /** Where it was made: the host of a registry, or the IAM ID of a key's service ID. */
  readonly place: string;
  /** The account that it belongs to, where that is known. */
  readonly accountId: string | undefined;
  /** What the credential carries, so that it is found even if its reply was lost. */
  readonly mark: string;
  /**
   * `intended`: the request may have been sent; `issued`: there is an ID; `refused`: nothing was made;
   * `revoked`: it is gone again.
   */
  readonly outcome: 'intended' | 'issued' | 'refused' | 'revoked';
  readonly id: string | undefined;
  /** When its reply came, ISO 8601, by the clock of this machine. */
  readonly issuedAt: string | undefined;
  /** When it ends at the latest, ISO 8601; `undefined` for never. */
  readonly expiresAt: string | undefined;
  /** Replies that were lost, less those whose credential was found and deleted. */
  readonly lostReplies: number;
}

/**
 * What the post step has to know. The runner keeps state files readable until the job ends, so nothing in
 * here is a secret, with one exception: `accessToken`.
 */
export interface SavedState {
  readonly version: 1;
  /** Nothing was done, so there is nothing to undo. */
  readonly skipped: boolean;
  readonly timeoutSeconds: number;
  readonly iamUrl: string;
  readonly accountId: string | undefined;
  readonly salt: string;
  /** The input that gave the source, and a salted fingerprint of its secret. */
  readonly sourceInput: string | undefined;
  readonly sourceFingerprint: string | undefined;
  /** The ID or CRN of the trusted profile that was assumed. */
  readonly profile: string | undefined;
  /** An IAM access token, where the inputs of the post step cannot be relied on: in composite actions. */
  readonly accessToken: string | undefined;
  /** How far IBM Cloud's clock is ahead of this machine's, as far as that is known. */
  readonly clockOffsetMs: number;
  readonly revoke: boolean;
  readonly minted: readonly MintedRecord[];
  readonly logins: readonly LoginsToUndo[];
  /** The private config of the job, with the variables that lead to it. */
  readonly isolation: SavedIsolation | undefined;
}

/** A private config that goes when the job ends. */
export interface SavedIsolation {
  readonly directory: string;
  readonly variables: readonly ExportedVariable[];
}

/**
 * Keeps the state of this step and saves every change at once. Nothing is saved before there is something
 * to undo: a step without state has nothing for its post step.
 */
export class StateKeeper {
  readonly #start: () => SavedState;
  #state: SavedState | undefined;

  /** @param start makes the state of a step that has not done anything yet. */
  constructor(start: () => SavedState) {
    this.#start = start;
  }

  get value(): SavedState {
    this.#state ??= this.#start();
    return this.#state;
  }

  update(change: Partial<SavedState>): void {
    this.#state = { ...this.value, ...change };
    this.save();
  }

  /** Changes the record of one mark. */
  updateMinted(mark: string, change: Partial<MintedRecord>): void {
    const minted = this.value.minted.map((record) =>
      record.mark === mark ? { ...record, ...change } : record,
    );
    this.update({ minted });
  }

  save(): void {
    saveState(NAME, JSON.stringify(this.value));
  }
}

/**
 * Reads what the main step saved.
 *
 * @returns `undefined` where it saved nothing: it did not start, or ended before it did anything.
 * @throws TypeError where it is not what this version saves.
 */
export function readSavedState(): SavedState | undefined {
  const text = getState(NAME);
  if (text === '') {
    return undefined;
  }
  const state = parseState(parseJsonObject(text));
  if (state === undefined) {
    throw new TypeError('The saved state of this step is damaged, or another version saved it.');
  }
  return state;
}

function parseState(object: JsonObject | undefined): SavedState | undefined {
  if (object?.['version'] !== 1) {
    return undefined;
  }
  const timeoutSeconds = numberMember(object, 'timeoutSeconds');
  const iamUrl = stringMember(object, 'iamUrl');
  const salt = stringMember(object, 'salt');
  const minted = parseList(object['minted'], parseMinted);
  const logins = parseList(object['logins'], parseLogins);
  if (timeoutSeconds === undefined || !iamUrl || !salt || !minted || !logins) {
    return undefined;
  }
  return {
    version: 1,
    skipped: object['skipped'] === true,
    timeoutSeconds,
    iamUrl,
    accountId: stringMember(object, 'accountId'),
    salt,
    sourceInput: stringMember(object, 'sourceInput'),
    sourceFingerprint: stringMember(object, 'sourceFingerprint'),
    profile: stringMember(object, 'profile'),
    accessToken: stringMember(object, 'accessToken'),
    clockOffsetMs: numberMember(object, 'clockOffsetMs') ?? 0,
    revoke: object['revoke'] !== false,
    minted,
    logins,
    isolation: isJsonObject(object['isolation']) ? parseIsolation(object['isolation']) : undefined,
  };
}

function parseIsolation(object: JsonObject): SavedIsolation | undefined {
  const directory = stringMember(object, 'directory');
  const variables = parseList(object['variables'], parseVariable);
  return directory && variables ? { directory, variables } : undefined;
}

function parseVariable(member: JsonObject): ExportedVariable | undefined {
  const name = stringMember(member, 'name');
  const value = stringMember(member, 'value');
  return name && value ? { name, value, before: stringMember(member, 'before') ?? '' } : undefined;
}

/** Every member of a list, or `undefined` where one is not what it has to be. */
function parseList<T>(
  value: unknown,
  parse: (member: JsonObject) => T | undefined,
): readonly T[] | undefined {
  const members = Array.isArray(value) ? value : [undefined];
  const parsed = members.map((member) => (isJsonObject(member) ? parse(member) : undefined));
  const whole = parsed.filter((member) => member !== undefined);
  return whole.length === parsed.length ? whole : undefined;
}

const OUTCOMES: readonly MintedRecord['outcome'][] = ['intended', 'issued', 'refused', 'revoked'];

function parseMinted(member: JsonObject): MintedRecord | undefined {
  const mint = REVOCABLE_MINTS.find((candidate) => candidate === member['mint']);
  const place = stringMember(member, 'place');
  const mark = stringMember(member, 'mark');
  const outcome = OUTCOMES.find((candidate) => candidate === member['outcome']);
  if (!mint || !place || !mark || !outcome) {
    return undefined;
  }
  return {
    mint,
    place,
    accountId: stringMember(member, 'accountId'),
    mark,
    outcome,
    id: stringMember(member, 'id'),
    issuedAt: stringMember(member, 'issuedAt'),
    expiresAt: stringMember(member, 'expiresAt'),
    lostReplies: numberMember(member, 'lostReplies') ?? 0,
  };
}

function parseLogins(member: JsonObject): LoginsToUndo | undefined {
  const path = stringMember(member, 'path');
  const records = member['records'];
  if (path === undefined || !Array.isArray(records)) {
    return undefined;
  }
  return {
    path,
    records: records.filter((id) => typeof id === 'string'),
    missingDirectory: stringMember(member, 'missingDirectory'),
  };
}
