import { spawn } from 'node:child_process';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import type { IbmCloud } from '../../ibm-cloud/index.ts';

/** The content of a request. */
export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: string;
  /** Keeps connections open for further requests. */
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
}

/** A reply. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parses the body as JSON. Throws if it is not valid JSON. */
  json(): Record<string, unknown>;
}

/** An agent that goes through the double's proxy and trusts its authority. */
export function createAgent(cloud: IbmCloud, keepAlive = false): Agent {
  return new Agent({ ca: cloud.ca, keepAlive, proxyEnv: { HTTPS_PROXY: cloud.proxyUrl } });
}

/** Sends a request with `node:https`, through the proxy. */
export async function send(
  cloud: IbmCloud,
  url: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const { type, body } = encode(options);
  const method = options.method ?? (body === undefined ? 'GET' : 'POST');
  return await new Promise<Answer>((resolve, reject) => {
    const request = httpsRequest(
      url,
      {
        agent: options.agent ?? createAgent(cloud),
        method,
        headers: { ...(type === undefined ? {} : { 'content-type': type }), ...options.headers },
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const { headers, statusCode = 0 } = response;
          resolve({ status: statusCode, headers, text, json: () => JSON.parse(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** A Basic `Authorization` header. */
export function basic(user: string, password: string): { readonly authorization: string } {
  const pair = Buffer.from(`${user}:${password}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

/** A Bearer `Authorization` header. */
export function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** Requests a token from IAM. */
export async function askToken(
  cloud: IbmCloud,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return await send(cloud, 'https://iam.cloud.ibm.com/identity/token', {
    form,
    headers,
    method: 'POST',
  });
}

/** The form for the grant of an API key. */
export function keyGrant(apikey: string): Readonly<Record<string, string>> {
  return { grant_type: 'urn:ibm:params:oauth:grant-type:apikey', apikey };
}

/** Requests a bearer token from a registry, as a login does. */
export async function askRegistry(
  cloud: IbmCloud,
  host: string,
  pair: readonly [user: string, password: string],
  scope?: string,
): Promise<Answer> {
  const url = new URL(`https://${host}/oauth/token?service=registry`);
  if (scope !== undefined) {
    url.searchParams.set('scope', scope);
  }
  return await send(cloud, url.href, { headers: basic(...pair) });
}

/** The result of a program. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a real client against the double. */
export async function run(
  cloud: IbmCloud,
  command: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Run> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { env: { ...process.env, ...cloud.env, ...options.env } });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  // A program may end without reading its input. Its exit code decides.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return await new Promise<Run>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
  });
}

function encode({ form, json, body }: RequestOptions): { type?: string; body?: string } {
  if (form !== undefined) {
    return {
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(form).toString(),
    };
  }
  if (json !== undefined) {
    return { type: 'application/json', body: JSON.stringify(json) };
  }
  return body === undefined ? {} : { body };
}
