import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TrustedProfile } from '../identity/identities.ts';
import {
  type Reply,
  readBearer,
  readBody,
  readContentType,
  replyJson,
} from '../network/http-message.ts';
import type { World } from '../world.ts';

/** A virtual server from the point of view of its metadata service. */
export interface VirtualServer {
  /** ID of the account that owns the server. */
  readonly accountId: string;
  /** ID of the profile that is used if a request names none. */
  readonly defaultProfileId?: string;
  /** The latest version that the service supports. By default, it supports all versions. */
  readonly newestVersion?: string;
  /** How long IAM takes to issue an access token. */
  readonly tokenDelayMs?: number;
}

/** The state of the metadata service of one virtual server. */
interface Session {
  readonly world: World;
  readonly server: VirtualServer;
  /** The server's identity tokens and when they expire. */
  readonly tokens: Map<string, number>;
}

/** The paths before and since version 2025-07-15. */
const TOKEN_PATHS = ['/instance_identity/v1/token', '/identity/v1/token'];
const IAM_PATHS = ['/instance_identity/v1/iam_token', '/identity/v1/iam_tokens'];
const VERSION = /^\d{4}-\d{2}-\d{2}$/;
const NEW_PATHS_SINCE = '2025-07-15';

/** Handles a request from the virtual server. */
export async function answerMetadata(session: Session, message: IncomingMessage): Promise<Reply> {
  const url = new URL(message.url ?? '/', 'http://169.254.169.254');
  const version = url.searchParams.get('version') ?? '';
  const isNew = version >= NEW_PATHS_SINCE;
  const body = await readBody(message);
  if (!VERSION.test(version) || version > (session.server.newestVersion ?? version)) {
    return refuse(400, 'invalid_value', 'version is not a date, or is in the future.');
  }
  if (message.method === 'PUT' && url.pathname === TOKEN_PATHS[isNew ? 1 : 0]) {
    return message.headers['metadata-flavor'] === 'ibm'
      ? issueIdentity(session, message, body)
      : refuse(400, 'missing_value', 'The header Metadata-Flavor is not ibm.');
  }
  if (message.method === 'POST' && url.pathname === IAM_PATHS[isNew ? 1 : 0]) {
    return await issueIamToken(session, message, body);
  }
  return refuse(404, 'not_found', 'There is nothing here.');
}

function issueIdentity(session: Session, message: IncomingMessage, body: Buffer): Reply {
  const seconds = Number(readJson(message, body)['expires_in'] ?? 300);
  if (!Number.isInteger(seconds) || seconds < 5 || seconds > 3600) {
    return refuse(400, 'invalid_value', 'expires_in is not a number from 5 to 3600.');
  }
  const token = randomBytes(48).toString('base64url');
  session.tokens.set(token, session.world.clock.now() + seconds * 1000);
  return replyToken(session.world, token, seconds);
}

async function issueIamToken(
  session: Session,
  message: IncomingMessage,
  body: Buffer,
): Promise<Reply> {
  const { world, tokens } = session;
  const end = tokens.get(readBearer(message.headers) ?? '') ?? 0;
  if (end <= world.clock.now()) {
    return refuse(401, 'unauthenticated', 'The identity token is not valid.');
  }
  const wanted = readJson(message, body)['trusted_profile'];
  if (wanted === undefined && session.server.defaultProfileId === undefined) {
    return refuse(400, 'missing_field', 'The server has no default profile, and none is named.');
  }
  const profile = findProfile(session, wanted);
  if (profile?.trustsCompute !== true) {
    return refuse(400, 'profile_not_linked', 'The trusted profile is not linked to this server.');
  }
  await sleep(session.server.tokenDelayMs ?? 0);
  const token = await world.iamTokens.issueAccessToken(profile);
  return replyToken(world, token, profile.account.accessTokenLifetimeSeconds);
}

/** The requested profile of the server's account, named in one way only, or the default profile. */
function findProfile({ world, server }: Session, wanted: unknown): TrustedProfile | undefined {
  const given = typeof wanted === 'object' && wanted !== null ? Object.entries(wanted) : [];
  const [[field, value] = [], ...more] =
    wanted === undefined ? [['id', server.defaultProfileId] as const] : given;
  if ((field !== 'id' && field !== 'crn' && field !== 'name') || more.length > 0) {
    return undefined;
  }
  return world.directory
    .listProfiles()
    .find((profile) => profile[field] === value && profile.account.id === server.accountId);
}

function replyToken(world: World, token: string, seconds: number): Reply {
  const now = world.clock.now();
  return replyJson(200, {
    access_token: token,
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + seconds * 1000).toISOString(),
    expires_in: seconds,
  });
}

/** An empty body selects the defaults. */
function readJson(message: IncomingMessage, body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0 || readContentType(message.headers) !== 'application/json') {
    return {};
  }
  const value: unknown = JSON.parse(body.toString('utf8'));
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Codes and format as in IBM Cloud Docs, VPC, "Metadata API error codes". */
function refuse(status: number, code: string, message: string): Reply {
  const trace = randomUUID();
  return replyJson(status, { errors: [{ code, message }], status_code: status, trace });
}
