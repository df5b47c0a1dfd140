import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { REGISTRIES } from '../ibm-cloud/index.ts';
import { readOutput } from '../support/outputs.ts';
import { EVERYWHERE, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FILE = { client: 'file' };

/** The regions in IBM's documentation. `eu-fr2` belongs to a single customer. */
const DOCUMENTED = REGISTRIES.filter(({ name }) => name !== 'eu-fr2');

describe('the input region', () => {
  scenario('logs in to all regions of IBM Cloud at the same time', EVERYWHERE, async (stage) => {
    const region = DOCUMENTED.map(({ name }) => name).join('\n');
    const { main } = await stage.play({ ...FILE, region });

    const hosts = DOCUMENTED.map(({ publicHost }) => publicHost);
    expect(JSON.parse(readOutput(main, 'registries'))).toEqual(hosts);
    expect(main.outputs['registry']).toBe('icr.io');
    expect(readMessages(main, 'notice')).toEqual([]);
    expect(stage.cloud.requestsTo('registry').map(({ host }) => host)).toEqual(
      expect.arrayContaining(hosts),
    );
  });

  scenario(
    'accepts former names, and uses each host once, however it is written',
    EVERYWHERE,
    async (stage) => {
      const region = ' UK.icr.io ,\n\neu-gb, us-south\nuk-south, eu-central,ap-south\nap-north, ';
      const { main } = await stage.play({ ...FILE, region });

      const hosts = ['uk', 'us', 'de', 'au', 'jp'].map((label) => `${label}.icr.io`);
      expect(JSON.parse(readOutput(main, 'registries'))).toEqual(hosts);
      expect(stage.cloud.requestsTo('registry')).toHaveLength(hosts.length);
    },
  );

  scenario('uses private hosts, even for an unknown region', {}, async (stage) => {
    const region = 'us-south, private.de.icr.io, zz.icr.io';
    const account = { 'account-id': stage.account.id };
    const { main } = await stage.play({ ...FILE, ...account, region, private: 'true' });

    const hosts = ['private.us.icr.io', 'private.de.icr.io', 'private.zz.icr.io'];
    expect(JSON.parse(readOutput(main, 'registries'))).toEqual(hosts);
    const asked = new Set(stage.cloud.requests.map(({ host }) => host));
    expect([...asked].sort()).toEqual(['private.iam.cloud.ibm.com', ...hosts].sort());
  });

  scenario('uses hosts as given: private, unknown and deprecated ones', {}, async (stage) => {
    const former = DOCUMENTED.flatMap(({ formerHost }) => formerHost ?? []);
    expect(former).toHaveLength(5);
    const hosts = ['private.de.icr.io', 'us.icr.io', 'zz.icr.io', ...former];
    const inputs = { region: hosts.join(), 'account-id': stage.account.id };
    const { main } = await stage.play({ ...FILE, ...inputs });

    expect(JSON.parse(readOutput(main, 'registries'))).toEqual(hosts);
    expect(main.outputs['logged-in']).toBe('true');
    expect(stage.cloud.requestsTo('iam').map(({ host }) => host)).toEqual(['iam.cloud.ibm.com']);
    const [unknown, ...deprecated] = readMessages(main, 'notice');
    expect(unknown).toContain("zz.icr.io is not in this action's table of registries.");
    expect(deprecated).toHaveLength(5);
    expect(deprecated[1]).toMatch(
      /^registry\.ng\.bluemix\.net has been deprecated .* is now us\.icr\.io:/,
    );
  });

  scenario('refuses what is not a registry, before any request', {}, async (stage) => {
    const regions = ['us.icr.io.evil.com', '', 'us.icr.io/NS'];
    const results = await stage.refuse(regions.map((region) => ({ region })));
    const [foreign, empty, namespace] = results.map(readError);
    expect(foreign?.code).toBe('region-unknown');
    expect(foreign?.message).toContain(
      '"us.icr.io.evil.com" in the input `region` isn\'t a host of IBM Cloud',
    );
    expect(empty?.code).toBe('input-invalid');
    expect(empty?.message).toContain(
      'The input `region` is empty.\nGive a region (global, us-south,',
    );
    expect(namespace?.code).toBe('input-invalid');
    expect(namespace?.message).toContain(
      '"us.icr.io/NS" in the input `region` starts with a registry host',
    );
  });

  scenario(
    'extracts the host from an image name, a namespace and other forms',
    {},
    async (stage) => {
      const region =
        'us.icr.io/my-namespace, de.icr.io/\nibm:yp:eu-gb, private.jp.icr.io/ns/, stg.icr.io';
      const { main } = await stage.play({ ...FILE, region });

      const hosts = ['us.icr.io', 'de.icr.io', 'uk.icr.io', 'private.jp.icr.io', 'stg.icr.io'];
      expect(JSON.parse(readOutput(main, 'registries'))).toEqual(hosts);
      // A namespace is not an image, so the permission to pull is not checked.
      expect(stage.cloud.requestsTo('registry')).toHaveLength(hosts.length);
      expect(readMessages(main, 'notice')).toEqual([
        "stg.icr.io is not in this action's table of registries. It is used as given: it may be a new region, or IBM's staging.",
      ]);
    },
  );

  const MEANT = [
    ['us-south.icr.io', 'did you mean us.icr.io?'],
    ['private.eu-central.icr.io/ns/app:1', 'did you mean private.de.icr.io?'],
    ['global.icr.io', 'did you mean icr.io?'],
    ['docker.io', 'use docker/login-action alongside this action'],
    ['ghcr.io/octo-org/app:1', 'use docker/login-action alongside this action'],
    ['registry.corp.example:5000', 'use docker/login-action alongside this action'],
    ['cp.icr.io', 'cp.icr.io is the IBM Entitled Registry, which is a different product'],
    [
      'cp.stg.icr.io/cp/app',
      'cp.stg.icr.io is the IBM Entitled Registry, which is a different product',
    ],
  ] as const;
  scenario('refuses another registry, and suggests what may have been meant', {}, async (stage) => {
    const results = await stage.refuse(MEANT.map(([region]) => ({ region })));

    for (const [index, { code, message }] of results.map(readError).entries()) {
      const [region, said] = MEANT[index] ?? [];
      expect(code, region).toBe('region-unknown');
      expect(message).toContain(said);
    }
  });

  scenario(
    'links to the recipe for the Entitled Registry, in the documentation of its release',
    {},
    async (stage) => {
      const uses = 'octo-org/icr-login@v1.0.0';
      const inputs = { region: 'cp.icr.io', 'api-key': stage.user.apiKey };
      const step = stage.startJob().step({ action: ROOT, uses, with: inputs });

      expect(readError(await step.main()).message).toContain(
        'See also: https://github.com/octo-org/icr-login/blob/v1.0.0/docs/recipes.md#the-entitled-registry',
      );
    },
  );

  const ENTRY = 'docs/troubleshooting.md#region-unknown';
  scenario("links to the error's entry, in the documentation of its release", {}, async (stage) => {
    const step = { action: ROOT, with: { region: 'us-east', 'api-key': stage.user.apiKey } };
    const job = stage.startJob();
    const released = await job.step({ ...step, uses: 'octo-org/icr-login@v1.0.0' }).main();
    const local = await job.step({ ...step, uses: './' }).main();

    expect(readError(released).message).toContain(
      `More: https://github.com/octo-org/icr-login/blob/v1.0.0/${ENTRY} (icr-login: region-unknown)`,
    );
    expect(readError(local).message).toContain(
      `More: ${ENTRY} in the repository of icr-login (icr-login: region-unknown)`,
    );
  });
});
