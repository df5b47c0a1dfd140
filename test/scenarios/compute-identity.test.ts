import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { decodeJwt } from 'jose';
import { describe, expect } from 'vitest';
import type { StepResult } from '../runner/index.ts';
import {
  PATIENCE,
  runInPodWith,
  runOnServer,
  type Variables,
} from '../support/compute-resource.ts';
import { arrangeKeys, endJob, listAlive, playMint, readWrittenPair } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { expectShorter } from '../support/time.ts';
import { EXCHANGE, listRequests } from '../support/traffic.ts';

const EXCHANGED = 'POST iam.cloud.ibm.com/identity/token';
const CHECKED = 'GET us.icr.io/oauth/token';
const VAULT = 'tokens/vault-token';
const SERVICE_ACCOUNT = 'tokens/sa-token';
const CODE_ENGINE = 'codeengine.cloud.ibm.com/compute-resource-token/token';

/** A profile that compute resources of the account can assume, and inputs that contain nothing else. */
function arrangeProfile({ cloud, account }: Stage) {
  const options = {
    account,
    role: 'Manager',
    mayCreateKeysFor: 'all',
    trustsCompute: true,
  } as const;
  const profile = cloud.createTrustedProfile(options);
  const inputs = { client: 'file', mint: 'none', 'api-key': '', 'trusted-profile': profile.id };
  return { profile, inputs };
}

/** The environment of a runner in a pod with token files. */
function runInPod({ machine, secrets }: Stage, files: Variables): Variables {
  const folder = join(machine.root, 'bin', 'pod');
  for (const [name, token] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${token}\n`);
    secrets.push(token);
  }
  return runInPodWith(folder);
}

/** Longer than it takes to conclude that nothing answers. */
const LONG_MS = PATIENCE * 2_000 + 1_000;

/** Runs a job while a server that does not belong to IBM answers at the address of the metadata service. */
async function playWithStranger(
  stage: Stage,
  listener: RequestListener,
  more: Readonly<Record<string, string>> = {},
  patience = PATIENCE,
): Promise<StepResult> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const env = runOnServer({ plain: `http://127.0.0.1:${port}` }, patience);
    return await stage.fail({ ...arrangeProfile(stage).inputs, ...more }, { env });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A metadata service that returns an identity token, and handles everything else differently. */
function identifyFirst(then: RequestListener): RequestListener {
  const identify: RequestListener = (_, response) =>
    void response.end('{"access_token": "the-token-of-the-machine"}');
  return (message, response) => (message.method === 'PUT' ? identify : then)(message, response);
}

function listTargets({ cloud }: Stage): readonly string[] {
  return cloud.connections.map(({ target }) => target);
}

describe('a trusted profile without a credential', () => {
  for (const file of [VAULT, SERVICE_ACCOUNT, CODE_ENGINE]) {
    scenario(`gets its token from ${file} in a pod`, {}, async (stage) => {
      const { profile, inputs } = arrangeProfile(stage);
      const env = runInPod(stage, { [file]: await stage.cloud.issueComputeToken(stage.account) });
      const job = stage.startJob({ env });
      const main = await stage.step(job, { ...inputs, 'account-id': stage.account.id }).main();

      expect(main.failed).toBe(false);
      const [username, token = ''] = readWrittenPair(stage);
      expect(username).toBe('iambearer');
      expect(decodeJwt(token)['iam_id']).toBe(profile.iamId);
      expect(main.masks).toContain(token);
      expect(main.outputs).toMatchObject({ username, 'account-id': stage.account.id });
      expect(main.outputs).toHaveProperty('expires-at');
      expect(main.log).toContain('taken from this compute resource');
      expect(listRequests(stage.cloud)).toEqual([EXCHANGED, CHECKED]);
      const [{ form } = {}] = stage.cloud.requests;
      expect(form).toMatchObject({ profile_id: profile.id });
      const post = await endJob(job);
      expect(post.annotations).toEqual([]);
    });
  }

  scenario('gets its token from the first token file that is not empty', {}, async (stage) => {
    const { profile, inputs } = arrangeProfile(stage);
    const other = await stage.cloud.issueComputeToken(stage.cloud.createAccount());
    const own = await stage.cloud.issueComputeToken(stage.account);
    const files = { [CODE_ENGINE]: other, [SERVICE_ACCOUNT]: own, [VAULT]: '' };
    stage.secrets.push(other);
    const env = runInPod(stage, files);
    stage.secrets.splice(stage.secrets.indexOf(''), 1);
    const { main } = await playMint(stage, { ...inputs, 'trusted-profile': profile.crn }, { env });

    expect(main.failed).toBe(false);
    expect(stage.cloud.requests[0]?.form).toMatchObject({
      cr_token: own,
      profile_crn: profile.crn,
    });
  });

  for (const newestVersion of ['2025-08-26', '2025-07-14']) {
    scenario(
      `gets its token from the metadata service of version ${newestVersion}`,
      {},
      async (stage) => {
        const { profile, inputs } = arrangeProfile(stage);
        const accountId = stage.account.id;
        const metadata = await stage.cloud.startMetadata({ accountId, newestVersion });
        // A proxy for plain HTTP that must not be used: nothing listens there.
        const proxy = { HTTP_PROXY: 'http://127.0.0.1:1', NODE_USE_ENV_PROXY: '1' };
        const env = { ...runOnServer({ plain: metadata.url }), ...proxy };
        const job = stage.startJob({ env });
        const main = await stage.step(job, { ...inputs, 'trusted-profile': profile.crn }).main();

        expect(main.failed).toBe(false);
        const [username, token = ''] = readWrittenPair(stage);
        expect(username).toBe('iambearer');
        expect(decodeJwt(token)['iam_id']).toBe(profile.iamId);
        expect(metadata.requests.slice(-2)).toEqual(
          newestVersion === '2025-08-26'
            ? [
                'PUT /identity/v1/token?version=2025-08-26',
                'POST /identity/v1/iam_tokens?version=2025-08-26',
              ]
            : [
                'PUT /instance_identity/v1/token?version=2022-03-01',
                'POST /instance_identity/v1/iam_token?version=2022-03-01',
              ],
        );
        expect(listRequests(stage.cloud)).toEqual([CHECKED]);
        await endJob(job);
      },
    );
  }

  for (const plain of ['silent', undefined]) {
    const how = plain === undefined ? 'refuses plain HTTP' : 'does not answer plain HTTP';
    scenario(
      `gets its token from a virtual server with secure access that ${how}`,
      {},
      async (stage) => {
        const { profile, inputs } = arrangeProfile(stage);
        const accountId = stage.account.id;
        const metadata = await stage.cloud.startMetadata({ accountId, secureAccess: true });
        const addresses = { secure: metadata.url, ...(plain === undefined ? {} : { plain }) };
        // The job's settings for proxies and certificates must not apply here.
        const job = stage.startJob({
          env: {
            ...runOnServer(addresses),
            NODE_USE_ENV_PROXY: '1',
            NODE_TLS_REJECT_UNAUTHORIZED: '0',
          },
        });
        const main = await stage.step(job, inputs).main();

        expect(main.failed, main.log).toBe(false);
        const [username, token = ''] = readWrittenPair(stage);
        expect(username).toBe('iambearer');
        expect(decodeJwt(token)['iam_id']).toBe(profile.iamId);
        expect(metadata.requests).toEqual([
          'PUT /identity/v1/token?version=2025-08-26',
          'POST /identity/v1/iam_tokens?version=2025-08-26',
        ]);
        expect(listTargets(stage)).not.toContain('api.metadata.cloud.ibm.com:443');
        await endJob(job);
      },
    );
  }

  scenario('waits for a virtual server whose IAM replies slowly', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const accountId = stage.account.id;
    const metadata = await stage.cloud.startMetadata({ accountId, tokenDelayMs: LONG_MS });
    const job = stage.startJob({ env: runOnServer({ plain: metadata.url }) });
    const main = await stage.step(job, inputs).main();

    expect(main.failed).toBe(false);
    expect(main.outputs['username']).toBe('iambearer');
    await endJob(job);
  });

  scenario('gets a new token from the same pod to revoke what was minted', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const key = arrangeKeys(stage);
    const env = runInPod(stage, { [VAULT]: await stage.cloud.issueComputeToken(stage.account) });
    const job = stage.startJob({ env, insideComposite: true });
    const step = stage.step(job, { ...inputs, ...key.inputs });
    const main = await step.main();
    expect(main.outputs['username']).toBe('iamapikey');
    expect(main.state['icr-login']).not.toContain('accessToken');

    stage.cloud.clearRequests();
    const post = await step.post({ noInputs: true });
    expect(listRequests(stage.cloud)).toEqual([
      EXCHANGED,
      'DELETE iam.cloud.ibm.com/v1/apikeys/ApiKey-ID',
    ]);
    expect(post.annotations).toEqual([]);
  });

  scenario('mints an API key on a virtual server', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const key = arrangeKeys(stage);
    const metadata = await stage.cloud.startMetadata({ accountId: stage.account.id });
    const given = { ...inputs, ...key.inputs };
    const { main, post } = await playMint(stage, given, {
      env: runOnServer({ plain: metadata.url }),
    });

    expect(main.outputs['username']).toBe('iamapikey');
    expect(stage.cloud.requests.filter(({ path }) => path === EXCHANGE.path)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });
});

/**
 * The whole story of a job without any secret: each step gets an identity, and the key is valid longer than
 * all of them.
 */
describe('a trusted profile without a credential mints an API key for a job of many hours', () => {
  const HOURS_MS = 5 * 60 * 60 * 1000;
  const places = {
    'a pod': async (stage: Stage) => {
      const token = await stage.cloud.issueComputeToken(stage.account);
      return runInPod(stage, { [SERVICE_ACCOUNT]: token });
    },
    'Code Engine': async (stage: Stage) => {
      const token = await stage.cloud.issueComputeToken(stage.account);
      return runInPod(stage, { [CODE_ENGINE]: token });
    },
    'a virtual server': async (stage: Stage) => {
      const { url } = await stage.cloud.startMetadata({ accountId: stage.account.id });
      return runOnServer({ plain: url });
    },
    'a virtual server with secure access': async (stage: Stage) => {
      const options = { accountId: stage.account.id, secureAccess: true };
      const { url } = await stage.cloud.startMetadata(options);
      return runOnServer({ plain: 'silent', secure: url });
    },
  };
  for (const [place, arrange] of Object.entries(places)) {
    scenario(`in ${place}`, {}, async (stage) => {
      const { inputs } = arrangeProfile(stage);
      const { inputs: key, serviceIds } = arrangeKeys(stage);
      const env = await arrange(stage);
      const job = stage.startJob({ env });
      const main = await stage.step(job, { ...inputs, ...key }).main();

      expect(main.failed, main.log).toBe(false);
      expect(main.outputs).toMatchObject({ username: 'iamapikey', 'logged-in': 'true' });
      const [made, ...more] = stage.cloud.ledger.all();
      expect(more).toEqual([]);
      expect(made?.iamId).toBe(serviceIds[0]);
      // The access tokens of the main step have expired by now.
      stage.cloud.clock.advance(HOURS_MS);
      if (!place.startsWith('a virtual server')) {
        stage.secrets.push(await renewComputeToken(stage, env));
      }
      expect(listAlive(stage)).toEqual([main.outputs['credential-id']]);
      const post = await endJob(job);

      expect(post.annotations).toEqual([]);
      expect(listAlive(stage)).toEqual([]);
      expect(main.state['icr-login']).not.toContain('accessToken');
    });
  }
});

/** Kubernetes writes a new token to the file before the old one expires. */
async function renewComputeToken({ cloud, account }: Stage, env: Variables): Promise<string> {
  const token = await cloud.issueComputeToken(account);
  for (const name of [SERVICE_ACCOUNT, CODE_ENGINE]) {
    const path = join(env['COMPUTE_FILES'] ?? '', name);
    if (existsSync(path)) {
      writeFileSync(path, token);
    }
  }
  return token;
}

describe('a trusted profile without a credential is refused', () => {
  scenario('if nothing identifies the machine, and the error says why', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const main = await stage.fail(inputs, { env: runInPod(stage, {}) });

    const { code, message } = readError(main);
    expect(code).toBe('no-compute-identity');
    expect(message).toContain('GitHub hosts this runner');
    expect(message).toContain('Set `api-key` or `access-token` too');
    expect(stage.cloud.connections).toEqual([]);
  });

  scenario(
    'if the certificate of the metadata service with secure access is unknown',
    {},
    async (stage) => {
      const options = { accountId: stage.account.id, secureAccess: true };
      const { url } = await stage.cloud.startMetadata(options);
      const env = { ...runOnServer({ plain: 'silent', secure: url }), NODE_EXTRA_CA_CERTS: '' };
      const main = await stage.fail(arrangeProfile(stage).inputs, { env });

      const { code, message } = readError(main);
      expect(code).toBe('no-compute-identity');
      expect(message).toContain('nothing answered at 169.254.169.254');
      expect(message).toMatch(/api\.metadata\.cloud\.ibm\.com: .*certificate/);
    },
  );

  scenario(
    'if the metadata service is silent, and the error names the settings that matter in a container',
    {},
    async (stage) => {
      const env = runOnServer({ plain: 'silent', secure: 'silent' });
      const main = await stage.fail(arrangeProfile(stage).inputs, { env });

      const { code, message } = readError(main);
      expect(code).toBe('no-compute-identity');
      expect(message).toContain('nothing answered at 169.254.169.254');
      expect(message).toContain('nothing answered at api.metadata.cloud.ibm.com');
      expect(message).toContain('response hop limit');
      expect(message).toContain('"secure access"');
      expect(listTargets(stage)).toEqual([]);
    },
  );

  scenario('if the metadata service does not answer within two seconds', {}, async (stage) => {
    const main = await playWithStranger(stage, () => undefined, {}, 1);

    expect(readError(main).message).toContain(
      'nothing answered at 169.254.169.254 within 2 seconds',
    );
    expectShorter(main, 10_000);
  });

  const strangers: readonly (readonly [string, RequestListener])[] = [
    [
      'belongs to another cloud',
      (_, response) => void response.writeHead(400).end('{"error": "Bad request"}'),
    ],
    [
      'returns an HTML page',
      (_, response) => void response.end('<h1>::add-mask::x ##[add-mask]x</h1>'),
    ],
    [
      'returns half of a reply',
      (_, response) => void response.writeHead(200).write('{', () => response.destroy()),
    ],
    ['returns endless text', (_, response) => void response.end('x'.repeat(1_000_000))],
  ];
  for (const [who, listener] of strangers) {
    scenario(`if the metadata service ${who}`, {}, async (stage) => {
      const main = await playWithStranger(stage, listener);

      expect(readError(main).code).toBe('no-compute-identity');
      expect(main.masks).not.toContain('x');
    });
  }

  const failures: readonly (readonly [string, RequestListener, RegExp])[] = [
    ['closes the connection', (_, response) => void response.destroy(), /socket hang up/],
    ['replies that IAM is busy', (_, response) => void response.writeHead(503).end(), /HTTP 503/],
    ['is silent', () => undefined, /within (?:[1-9]|1[0-5]) seconds?/],
  ];
  for (const [what, listener, reason] of failures) {
    scenario(
      `if the metadata service identifies the machine and then ${what}`,
      {},
      async (stage) => {
        const main = await playWithStranger(stage, identifyFirst(listener), { timeout: '15' });

        const { code, message } = readError(main);
        expect(code).toBe('service-failed');
        expect(message).toContain('has an identity, but its metadata service returned no token');
        expect(message).toMatch(reason);
        expect(main.masks).toContain('the-token-of-the-machine');
      },
    );
  }

  scenario('if the metadata service stays too busy to identify the machine', {}, async (stage) => {
    const main = await playWithStranger(stage, (_, response) => {
      response.writeHead(429).end();
    });

    const { code, message } = readError(main);
    expect(code).toBe('service-failed');
    expect(message).toContain('The metadata service on this machine was too busy');
    expect(message).toContain('HTTP 429');
    expect(main.lines.join('\n')).toMatch(/The metadata service is busy; trying again in \d s/);
  });

  scenario('if it does not trust the pod', {}, async (stage) => {
    const { cloud, account } = stage;
    const profile = cloud.createTrustedProfile({ account });
    const { inputs } = arrangeProfile(stage);
    const env = runInPod(stage, { [VAULT]: await cloud.issueComputeToken(account) });
    const main = await stage.fail({ ...inputs, 'trusted-profile': profile.id }, { env });

    expect(readError(main).code).toBe('profile-not-assumable');
  });

  scenario('if it does not trust the virtual server', {}, async (stage) => {
    const { cloud, account } = stage;
    const profile = cloud.createTrustedProfile({ account });
    const { inputs } = arrangeProfile(stage);
    const { url } = await cloud.startMetadata({ accountId: account.id });
    const given = { ...inputs, 'trusted-profile': profile.id };
    const main = await stage.fail(given, { env: runOnServer({ plain: url }) });

    const { code, message } = readError(main);
    expect(code).toBe('profile-not-assumable');
    expect(message).toContain(
      `The trusted profile ${profile.id} isn't linked to this virtual server.`,
    );
    expect(message).toContain('HTTP 400 from 169.254.169.254 profile_not_linked');
    expect(message).toContain('`ibmcloud iam trusted-profile-link-create`');
  });

  scenario('if the metadata service refuses it for another reason', {}, async (stage) => {
    const refuse: RequestListener = (_, response) =>
      void response.writeHead(403).end('{"errors": [{"code": "forbidden", "message": "No."}]}');
    const main = await playWithStranger(stage, identifyFirst(refuse));

    const { code, message } = readError(main);
    expect(code).toBe('profile-not-assumable');
    expect(message).toContain(
      'The metadata service returned no token for the trusted profile Profile-',
    );
    expect(message).toContain('HTTP 403 from 169.254.169.254 forbidden "No."');
  });

  scenario('if the token of the pod is invalid', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const env = runInPod(stage, { [VAULT]: 'a-token-of-another-cluster' });
    const main = await stage.fail(inputs, { env });

    expect(readError(main).code).toBe('profile-not-assumable');
  });

  const REPOSITORY = { repo: { full_name: 'octo-org/octo-repo' } };
  const FORK = { repo: { full_name: 'somebody/octo-repo' } };
  const strange = [
    ['a fork', { head: FORK, base: REPOSITORY }, 'octocat', 'a pull request from a fork'],
    ['Dependabot', { head: REPOSITORY, base: REPOSITORY }, 'dependabot[bot]', 'Dependabot'],
  ] as const;
  for (const [who, pullRequest, actor, said] of strange) {
    scenario(`in a pull request by ${who}, whose code would get it`, {}, async (stage) => {
      const { profile, inputs } = arrangeProfile(stage);
      const token = await stage.cloud.issueComputeToken(stage.account);
      const event = { name: 'pull_request', payload: { pull_request: pullRequest } };
      const options = { env: runInPod(stage, { [VAULT]: token }), event, actor };
      const main = await stage.fail(inputs, options);

      const { code, message } = readError(main);
      expect(code).toBe('missing-credentials');
      expect(message).toContain(said);
      expect(message).toContain(`${profile.id} was not used`);
      expect(stage.cloud.connections).toEqual([]);
    });
  }

  scenario('in a pull request that does not name its source', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const token = await stage.cloud.issueComputeToken(stage.account);
    const event = { name: 'pull_request', payload: {} };
    const options = { env: runInPod(stage, { [VAULT]: token }), event };

    expect(readError(await stage.fail(inputs, options)).code).toBe('missing-credentials');
    const skip = { ...inputs, 'on-missing-credentials': 'skip' };
    const { main: skipped } = await playMint(stage, skip, options);
    expect(skipped.failed).toBe(false);
    expect(skipped.outputs['logged-in']).toBe('false');
    expect(stage.cloud.connections).toEqual([]);
  });

  scenario('but not in a pull request from the repository itself', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const token = await stage.cloud.issueComputeToken(stage.account);
    const payload = { pull_request: { head: REPOSITORY, base: REPOSITORY } };
    const event = { name: 'pull_request', payload };
    const options = { env: runInPod(stage, { [VAULT]: token }), event };
    const { main } = await playMint(stage, inputs, options);

    expect(main.failed).toBe(false);
  });
});
