import { createHmac, randomBytes } from 'node:crypto';
import { basename, isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import type { Source } from '../credentials/source.ts';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { fingerprintTrust, readTrusted, readTrustedByClients, type Trust } from '../http/trust.ts';
import { resolveIamUrl } from '../inputs/iam-url.ts';
import { TIMEOUT_SECONDS } from '../inputs/values.ts';
import type { SavedLogins } from '../logins/lost-logins.ts';
import type { LoginsToUndo } from '../logins/undo-logins.ts';
import type { MintKeeper } from '../minting/mint-credentials.ts';
import { MintedMarkSchema, type MintedRecord, mayBeValid } from '../minting/minted.ts';
import { isRegistryHost } from '../registry/registry-host.ts';
import { temporaryDirectory } from '../runner/job.ts';
import { keepState, listKeptStates, readState } from '../runner/state.ts';
import type { SavedPrivateConfig } from '../stores/private-config.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { parseJson } from '../text/json.ts';
import { optionalText } from '../text/schemas.ts';

const text = v.pipe(v.string(), v.nonEmpty());

/** A credential that may have been created, see `MintedRecord`. */
const mintedMembers = {
  accountId: optionalText,
  outcome: v.picklist(['intended', 'issued', 'refused', 'revoked']),
  /** Only characters that are safe in a URL and in the log. */
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
 * What the post step needs to know. The runner keeps state files readable until the job ends, so nothing here is a
 * secret, with one exception: `accessToken`.
 */
const StateSchema = v.object({
  version: v.literal(1),
  /** Nothing was started, so there is nothing to undo. */
  skipped: v.fallback(v.boolean(), false),
  timeoutSeconds: v.pipe(
    v.number(),
    v.minValue(TIMEOUT_SECONDS.least),
    v.maxValue(TIMEOUT_SECONDS.most),
  ),
  /** Only an address that the input `iam-url` accepts, because secrets are sent there. */
  iamUrl: v.pipe(v.string(), v.check(isIamUrl)),
  accountId: optionalText,
  salt: text,
  /** The name of the input with the source. */
  sourceInput: optionalText,
  /** The ID or CRN of the trusted profile that was assumed. */
  profile: optionalText,
  /** An IAM access token. It is saved in composite actions only, where the inputs of the post step are unreliable. */
  accessToken: optionalText,
  /** What the main step and its clients trusted, see `trust.ts`. Earlier versions did not save it. */
  trust: v.optional(v.record(v.string(), v.string())),
  /** A salted fingerprint of the source's secret, which earlier versions saved instead of a seal. */
  sourceFingerprint: optionalText,
  /** How far IBM Cloud's clock is ahead of this machine's, if known. */
  clockOffsetMs: v.fallback(v.optional(v.number()), undefined),
  /** `false` after a login with `revoke: false`: what a step minted that then failed or was stopped is of no use. */
  revoke: v.fallback(v.boolean(), true),
  minted: v.array(MintedSchema),
  logins: v.array(LoginsSchema),
  /** The private config of the job, with the variables that point to it. */
  isolation: v.fallback(v.optional(PrivateConfigSchema), undefined),
});

/** The state as {@link StateSchema} reads it. */
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
 * @returns `undefined` if nothing was saved, because the main step did not start.
 * @throws ActionError `saved-state-invalid` if the saved text is not a state of this version.
 */
export function readSavedState(): SavedState | undefined {
  const saved = readState();
  if (saved === undefined) {
    return undefined;
  }
  const { success, output } = v.safeParse(StateSchema, parseJson(saved));
  if (!success) {
    throw new ActionError('saved-state-invalid', {
      problem:
        'The saved state of this step is damaged, or another version of this action saved it, so nothing was undone.',
      fix: 'To remove its logins, run `docker logout HOST` for each registry host. What was minted expires after its `lifetime`. To revoke it earlier, run `sweep` with `older-than`.',
      link: LINKS.runner,
    });
  }
  return output;
}

/** What an earlier login of this job trusted, and the salt of the fingerprints. */
export interface SavedTrust {
  readonly trust: Trust;
  readonly salt: string;
}

/** Lists what earlier logins of this job trusted, from the states that their steps saved. */
export async function listSavedTrust(): Promise<readonly SavedTrust[]> {
  return (await listSavedStates()).flatMap(({ trust, salt, logins, minted, isolation }) => {
    // A step that failed has undone its work, so correcting the proxy and trying again is allowed.
    const isLogin = logins.length > 0 || isolation !== undefined || minted.some(mayBeValid);
    return isLogin && trust !== undefined ? [{ trust, salt }] : [];
  });
}

/** Lists what earlier steps of this job wrote to configs. */
export async function listSavedLogins(): Promise<readonly SavedLogins[]> {
  return (await listSavedStates()).flatMap(({ logins, salt }) =>
    logins.map(({ path, entries = [] }) => ({ path, entries, salt })),
  );
}

async function listSavedStates(): Promise<readonly SavedState[]> {
  const states = (await listKeptStates()).map((text) => v.safeParse(StateSchema, parseJson(text)));
  return states.flatMap(({ success, output }) => (success ? [output] : []));
}

/**
 * Whether a main step with this secret saved the state, and no one has changed it since. Only someone who already knows
 * the secret could forge a state that sends it elsewhere.
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

/** Seals the state with an HMAC that cannot be computed without the secret, and does not reveal it. */
function seal(state: object, secret: string): string {
  return createHmac('sha256', secret).update(JSON.stringify(state)).digest('hex');
}

/** What the state contains from the start of a step. */
export interface StateStart {
  readonly timeoutSeconds: number;
  /** Without a trailing slash. */
  readonly iamUrl: string;
  readonly accountId: string | undefined;
  /** `undefined` for a step that does not log in. */
  readonly source: Source | undefined;
}

/** Keeps the state of this step and saves every change immediately. */
export class StateKeeper implements MintKeeper {
  #state: SavedState;
  readonly #secret: string;

  /** Saves the state of a step that has not done anything yet. */
  constructor({ source, timeoutSeconds, iamUrl, accountId }: StateStart) {
    const salt = randomBytes(16).toString('hex');
    this.#secret = source?.secret ?? '';
    this.#state = {
      version: 1,
      timeoutSeconds,
      iamUrl,
      accountId,
      revoke: true,
      skipped: true,
      salt,
      sourceInput: source?.kind.input,
      profile: source?.profile?.crn ?? source?.profile?.id,
      accessToken: undefined,
      trust: fingerprintTrust(salt, { ...readTrusted(), ...readTrustedByClients() }),
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

  /** Saves a change, and that the step has started something that may need to be undone. */
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

/** Saves that nothing was done. It must come first in a step, so that no forged state can replace this step's own. */
export function saveNothing(): void {
  new StateKeeper({
    timeoutSeconds: TIMEOUT_SECONDS.byDefault,
    iamUrl: resolveIamUrl(undefined, false),
    accountId: undefined,
    source: undefined,
  });
}
