import { Agent, type IncomingMessage, request } from 'node:http';
import { request as requestSecurely, Agent as SecureAgent } from 'node:https';
import { info } from '@actions/core';
import * as v from 'valibot';
import { ActionError } from '../errors/action-error.ts';
import { quoteError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import { describeReply } from '../http/refusal.ts';
import { type HttpReply, isBusy, isGood, readBody, readServiceError } from '../http/reply.ts';
import { readText } from '../http/transport.ts';
import { mask } from '../runner/mask.ts';
import { disarm } from '../text/disarm.ts';
import { type Deadline, nameTime } from '../time/deadline.ts';
import { nameRetry, retry } from '../time/retry.ts';
import { type IamToken, readToken } from './iam.ts';
import type { TrustedProfile } from './trusted-profile.ts';

/** The limit for each request until the service is known to be IBM's. On other machines, no one should wait longer. */
const IDENTIFY_MS = 2_000;
/** The limit for the access token, which the service itself requests from IAM. */
const TOKEN_MS = 20_000;
/** The most requests to a busy service. */
const TRIES = 3;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 2_000;
const REPLY_BYTES = 64 * 1024;
/** How long the token of the machine itself is valid. It is used only once. */
const TOKEN_SECONDS = 300;

/** A version of the metadata service. */
interface Version {
  readonly date: string;
  readonly tokenPath: string;
  readonly iamPath: string;
}

/** Source: IBM Cloud Docs, VPC, "About the instance metadata service"; `ibm-cloud-sdk-core`. Newest first. */
const VERSIONS: readonly Version[] = [
  { date: '2025-08-26', tokenPath: '/identity/v1/token', iamPath: '/identity/v1/iam_tokens' },
  {
    date: '2022-03-01',
    tokenPath: '/instance_identity/v1/token',
    iamPath: '/instance_identity/v1/iam_token',
  },
];

/** This machine has no metadata service of IBM Cloud. */
export class NoMetadata extends Error {
  override readonly name = 'NoMetadata' as const;
}

/** The metadata service cannot answer now. */
class Busy extends Error {
  override readonly name = 'Busy' as const;
}

/** A connection to the metadata service. It is link-local, and never uses a proxy. */
interface Link {
  readonly baseUrl: string;
  /** Not the global agent, because Node.js can be configured to send its requests through a proxy. */
  readonly agent: Agent;
  readonly deadline: Deadline;
}

const MachineTokenSchema = v.object({ access_token: v.pipe(v.string(), v.nonEmpty()) });

interface Call {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** How long the reply may take, within the deadline of the step. */
  readonly limitMs: number;
}

/**
 * Gets an IAM access token of a trusted profile from the metadata service of a virtual server.
 *
 * @param baseUrls where the service may answer, without a trailing slash. They are tried one after another.
 * @throws NoMetadata if none answers within two seconds. ActionError if the service refuses the profile, or returns no
 * token within another 20 seconds or before the deadline of the step.
 */
export async function fetchMetadataToken(
  baseUrls: readonly string[],
  profile: TrustedProfile,
  deadline: Deadline,
): Promise<IamToken> {
  const reasons: string[] = [];
  for (const baseUrl of baseUrls) {
    const link = { baseUrl, agent: openAgent(baseUrl), deadline };
    try {
      const { version, token } = await identify(link, profile);
      return await fetchIamToken(link, version, token, profile);
    } catch (error) {
      if (!(error instanceof NoMetadata)) {
        throw error;
      }
      reasons.push(error.message);
    } finally {
      link.agent.destroy();
    }
  }
  throw new NoMetadata(reasons.join(' '));
}

function openAgent(baseUrl: string): Agent {
  return isSecure(baseUrl)
    ? // A job that turns off certificate checks does not mean this connection.
      new SecureAgent({ rejectUnauthorized: true })
    : new Agent();
}

function isSecure(baseUrl: string): boolean {
  return baseUrl.startsWith('https:');
}

/** Gets the token of the machine itself, in the newest version that the service supports. */
async function identify(
  link: Link,
  { id }: TrustedProfile,
): Promise<{ readonly version: Version; readonly token: string }> {
  let said = '';
  for (const version of VERSIONS) {
    const reply = await sendPatiently(link, {
      method: 'PUT',
      path: `${version.tokenPath}?version=${version.date}`,
      headers: { 'metadata-flavor': 'ibm' },
      body: { expires_in: TOKEN_SECONDS },
      limitMs: IDENTIFY_MS,
    }).catch((error: unknown) => {
      throw error instanceof Busy ? noIdentity(id, error.message) : error;
    });
    const token = readBody(MachineTokenSchema, reply)?.access_token;
    if (reply.status === 200 && token !== undefined) {
      mask(token);
      return { version, token };
    }
    said = describeReply(reply);
  }
  throw new NoMetadata(`the service there is not IBM's. ${said}`);
}

async function fetchIamToken(
  link: Link,
  { iamPath, date }: Version,
  token: string,
  { id, crn }: TrustedProfile,
): Promise<IamToken> {
  const reply = await sendPatiently(link, {
    method: 'POST',
    path: `${iamPath}?version=${date}`,
    headers: { authorization: `Bearer ${token}` },
    body: { trusted_profile: crn === undefined ? { id } : { crn } },
    limitMs: TOKEN_MS,
  }).catch((error: unknown) => {
    throw noToken(id, quoteError(error));
  });
  if (readServiceError(reply.body).code === 'profile_not_linked') {
    throw new ActionError('profile-not-assumable', {
      problem: `The trusted profile ${id} isn't linked to this virtual server. ${describeReply(reply)}`,
      fix: 'Link them (`ibmcloud iam trusted-profile-link-create`), in the account that the server belongs to.',
      link: LINKS.trustedProfiles,
    });
  }
  if (!isGood(reply)) {
    throw new ActionError('profile-not-assumable', {
      problem: `The metadata service returned no token for the trusted profile ${id}. ${describeReply(reply)}`,
      fix: 'Let the profile trust this virtual server (`ibmcloud iam trusted-profile-link-create` or `trusted-profile-rule-create`), in the account that the server belongs to.',
      link: LINKS.trustedProfiles,
    });
  }
  return readToken(reply);
}

function noIdentity(profileId: string, reason: string): ActionError {
  return new ActionError('service-failed', {
    problem: `The metadata service on this machine was too busy to return a token for the trusted profile ${profileId}: ${reason}`,
    fix: "Run the job again. If that does not help, check IBM Cloud's status page.",
    link: LINKS.status,
  });
}

function noToken(profileId: string, reason: string): ActionError {
  return new ActionError('service-failed', {
    problem: `This virtual server has an identity, but its metadata service returned no token for the trusted profile ${profileId}: ${reason}`,
    fix: "Run the job again. If that does not help, check IBM Cloud's status page.",
    link: LINKS.status,
  });
}

/** Sends a request again if the service is busy: it limits how often a machine may ask. */
async function sendPatiently(link: Link, call: Call): Promise<HttpReply> {
  const attempt = async (): Promise<HttpReply> => {
    const reply = await send(link, call);
    if (isBusy(reply)) {
      throw new Busy(describeReply(reply));
    }
    return reply;
  };
  return retry(attempt, {
    tries: TRIES,
    firstDelayMs: FIRST_DELAY_MS,
    longestDelayMs: LONGEST_DELAY_MS,
    mayHelp: (error) => error instanceof Busy,
    onRetry: (next) => info(`The metadata service is busy; ${nameRetry(next)}`),
  });
}

async function send({ baseUrl, agent, deadline }: Link, call: Call): Promise<HttpReply> {
  const limitMs = Math.ceil(Math.min(call.limitMs, deadline.remainingMs()));
  const signal = AbortSignal.timeout(limitMs);
  const url = new URL(`${baseUrl}${call.path}`);
  const headers = {
    ...call.headers,
    accept: 'application/json',
    'content-type': 'application/json',
  };
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const open = isSecure(baseUrl) ? requestSecurely : request;
      const sent = open(url, { method: call.method, agent, signal, headers }, resolve);
      sent.once('error', reject);
      sent.end(JSON.stringify(call.body));
    });
    return {
      host: url.host,
      status: Number(response.statusCode),
      headers: {},
      body: await readText(response, REPLY_BYTES),
      transactionId: undefined,
    };
  } catch (error) {
    throw new NoMetadata(
      signal.aborted
        ? `nothing answered at ${url.host} within ${nameTime(limitMs / 1000)}.`
        : `${url.host}: ${disarm(String(error))}.`,
    );
  }
}
