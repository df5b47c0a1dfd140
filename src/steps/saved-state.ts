import { createHmac, randomBytes } from 'node:crypto';
import { basename, isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import type { Source } from '../credentials/source.ts';
import { readTrust } from '../http/trust.ts';
import { resolveIamUrl } from '../inputs/iam-url.ts';
import { TIMEOUT_SECONDS } from '../inputs/inputs.ts';
import type { LoginsToUndo } from '../logins/undo-logins.ts';
import type { MintKeeper } from '../minting/mint-credentials.ts';
import { MintedMarkSchema } from '../minting/minted-mark.ts';
import type { MintedRecord } from '../minting/minted-record.ts';
import { isRegistryHost } from '../registry/registry-host.ts';
import { temporaryDirectory } from '../runner/job.ts';
import { keepState, readState } from '../runner/state.ts';
import type { SavedPrivateConfig } from '../stores/private-config.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { parseJson } from '../text/json.ts';
import { optionalText } from '../text/schemas.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** A credential that may have been created, see `MintedRecord`. */
const mintedMembers = {
  accountId: optionalText,
  outcome: v.picklist(['intended', 'issued', 'refused', 'revoked']),
  /** It becomes a part of a URL and of the log. */
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/))),
  issuedAt: optionalText,
  expiresAt: optionalText,
  lostReplies: v.fallback(v.pipe(v.number(), v.integer()), 0),
};
const MintedSchema = v.intersect([MintedMarkSchema, v.object(mintedMembers)]);

/** The logins of one config, see `LoginsToUndo`. */
const LoginsSchema = v.object({
  path: v.pipe(text, v.check(isAbsolute)),
  records: v.array(v.string()),
  missingDirectory: optionalText,
  entries: v.fallback(
    v.optional(
      v.array(
        v.object({
          id: text,
          host: v.pipe(v.string(), v.check(isRegistryHost)),
          store: v.optional(text),
          fingerprint: text,
        }),
      ),
    ),
    undefined,
  ),
});

/** See `SavedPrivateConfig`. */
const PrivateConfigSchema = v.object({
  directory: v.pipe(text, v.check(isInTemporaryDirectory)),
  variables: v.array(
    v.object({
      name: v.picklist(['DOCKER_CONFIG', 'REGISTRY_AUTH_FILE']),
      value: text,
      before: v.fallback(v.string(), ''),
    }),
  ),
});

/**
 * What the post step has to know. The runner keeps state files readable until the job ends, so nothing in
 * here is a secret, with one exception: `accessToken`.
 */
const StateSchema = v.object({
  version: v.literal(1),
  /** Nothing has been begun, so there is nothing to undo. */
  skipped: v.fallback(v.boolean(), false),
  timeoutSeconds: v.pipe(
    v.number(),
    v.minValue(TIMEOUT_SECONDS.least),
    v.maxValue(TIMEOUT_SECONDS.most),
  ),
  /** An address that the input `iam-url` would accept: secrets are sent there. */
  iamUrl: v.pipe(v.string(), v.check(isIamUrl)),
  accountId: optionalText,
  salt: text,
  /** The input that gave the source. */
  sourceInput: optionalText,
  /** The ID or CRN of the trusted profile that was assumed. */
  profile: optionalText,
  /** An IAM access token, where the inputs of the post step cannot be relied on: in composite actions. */
  accessToken: optionalText,
  /** What the main step trusted on its way to IBM Cloud, see `trust.ts`; earlier versions did not save it. */
  trust: v.optional(v.record(v.string(), v.string())),
  /** A salted fingerprint of the source's secret, which earlier versions saved instead of a seal. */
  sourceFingerprint: optionalText,
  /** How far IBM Cloud's clock is ahead of this machine's, where that is known. */
  clockOffsetMs: v.fallback(v.optional(v.number()), undefined),
  revoke: v.fallback(v.boolean(), true),
  minted: v.array(MintedSchema),
  logins: v.array(LoginsSchema),
  /** The private config of the job, with the variables that lead to it. */
  isolation: v.fallback(v.optional(PrivateConfigSchema), undefined),
});

/** See {@link StateSchema}. */
export interface SavedState
  extends Readonly<Omit<v.InferOutput<typeof StateSchema>, 'minted' | 'logins' | 'isolation'>> {
  readonly minted: readonly MintedRecord[];
  readonly logins: readonly LoginsToUndo[];
  readonly isolation?: SavedPrivateConfig | undefined;
}

function isInTemporaryDirectory(path: string): boolean {
  return path === join(temporaryDirectory(), basename(path));
}

function isIamUrl(url: string): boolean {
  try {
    return resolveIamUrl(url, false) === url;
  } catch {
    return false;
  }
}

/**
 * Reads what the main step saved.
 *
 * @returns `undefined` where it saved nothing: it did not start.
 * @throws TypeError where it is not what this action saves.
 */
export function readSavedState(): SavedState | undefined {
  const saved = readState();
  if (saved === undefined) {
    return undefined;
  }
  const { success, output } = v.safeParse(StateSchema, parseJson(saved));
  if (!success) {
    throw new TypeError('The saved state of this step is damaged, or another version saved it.');
  }
  return output;
}

/**
 * Whether the saved state is one of a main step that had this secret, and as that step saved it. Whoever does not
 * know the secret cannot make the state send it elsewhere.
 */
export function isSealedWith(secret: string): boolean {
  const { seal: found, ...state } = v.parse(v.looseObject({}), parseJson(String(readState())));
  if (secret === '') {
    return false;
  }
  return found === undefined
    ? state['sourceFingerprint'] === fingerprint(String(state['salt']), secret)
    : found === seal(state, secret);
}

/** What only someone can make who knows both the state and the secret; it tells nothing of the secret. */
function seal(state: object, secret: string): string {
  return createHmac('sha256', secret).update(JSON.stringify(state)).digest('hex');
}

/** What the state says of a step from its start. */
export interface StateStart {
  readonly timeoutSeconds: number;
  /** Without a slash at its end. */
  readonly iamUrl: string;
  readonly accountId: string | undefined;
  readonly revoke: boolean;
  /** `undefined` for a step that does not log in. */
  readonly source: Source | undefined;
}

/** Keeps the state of this step and saves every change immediately. */
export class StateKeeper implements MintKeeper {
  #state: SavedState;
  readonly #secret: string;

  /** Saves the state of a step that has not done anything yet. */
  constructor({ source, timeoutSeconds, iamUrl, accountId, revoke }: StateStart) {
    const salt = randomBytes(16).toString('hex');
    this.#secret = source?.secret ?? '';
    this.#state = {
      version: 1,
      timeoutSeconds,
      iamUrl,
      accountId,
      revoke,
      skipped: true,
      salt,
      sourceInput: source?.kind.input,
      profile: source?.profile?.crn ?? source?.profile?.id,
      accessToken: undefined,
      trust: readTrust(salt),
      clockOffsetMs: undefined,
      minted: [],
      logins: [],
      isolation: undefined,
    };
    this.#save();
  }

  get value(): SavedState {
    return this.#state;
  }

  /** Saves a change: what it names is about to be begun, or has been. */
  update(change: Partial<SavedState>): void {
    this.#state = { ...this.#state, skipped: false, ...change };
    this.#save();
  }

  intend(minted: readonly MintedRecord[], clockOffsetMs: number): void {
    this.update({ minted, clockOffsetMs });
  }

  note(mark: string, change: Partial<MintedRecord>): void {
    const minted = this.#state.minted.map((record) =>
      record.mark === mark ? { ...record, ...change } : record,
    );
    this.update({ minted });
  }

  #save(): void {
    keepState(JSON.stringify({ ...this.#state, seal: seal(this.#state, this.#secret) }));
  }
}

/** Saves, first thing, that nothing was done: so no other state can take the place of this step's. */
export function saveNothing(): void {
  new StateKeeper({
    timeoutSeconds: TIMEOUT_SECONDS.byDefault,
    iamUrl: resolveIamUrl(undefined, false),
    accountId: undefined,
    revoke: true,
    source: undefined,
  });
}
