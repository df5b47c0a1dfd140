import { describe, expect } from 'vitest';
import { REGISTRIES } from '../ibm-cloud/index.ts';
import { EVERYWHERE, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

const FILE = { client: 'file' };

/** What IBM's documentation lists; `eu-fr2` is one customer's own. */
const DOCUMENTED = REGISTRIES.filter(({ name }) => name !== 'eu-fr2');

describe('the input region', () => {
  scenario('logs in to every region of IBM Cloud at once', EVERYWHERE, async (stage) => {
    const region = DOCUMENTED.map(({ name }) => name).join('\n');
    const { main } = await stage.play({ ...FILE, region });

    const hosts = DOCUMENTED.map(({ publicHost }) => publicHost);
    expect(JSON.parse(main.outputs['registries'] ?? '')).toEqual(hosts);
    expect(main.outputs['registry']).toBe('icr.io');
    expect(readMessages(main, 'notice')).toEqual([]);
    expect(stage.cloud.requestsTo('registry').map(({ host }) => host)).toEqual(
      expect.arrayContaining(hosts),
    );
  });

  scenario(
    'knows former names, and takes each host once, however written',
    EVERYWHERE,
    async (stage) => {
      const region = ' UK.icr.io ,\n\neu-gb, us-south\nuk-south, eu-central,ap-south\nap-north, ';
      const { main } = await stage.play({ ...FILE, region });

      const hosts = ['uk', 'us', 'de', 'au', 'jp'].map((label) => `${label}.icr.io`);
      expect(JSON.parse(main.outputs['registries'] ?? '')).toEqual(hosts);
      expect(stage.cloud.requestsTo('registry')).toHaveLength(hosts.length);
    },
  );

  scenario('uses private hosts, also of a region it does not know', {}, async (stage) => {
    const region = 'us-south, private.de.icr.io, zz.icr.io';
    const account = { 'account-id': stage.account.id };
    const { main } = await stage.play({ ...FILE, ...account, region, private: 'true' });

    const hosts = ['private.us.icr.io', 'private.de.icr.io', 'private.zz.icr.io'];
    expect(JSON.parse(main.outputs['registries'] ?? '')).toEqual(hosts);
    const asked = new Set(stage.cloud.requests.map(({ host }) => host));
    expect([...asked].sort()).toEqual(['private.iam.cloud.ibm.com', ...hosts].sort());
  });

  scenario('takes hosts as they are: a private, an unknown, deprecated ones', {}, async (stage) => {
    const former = DOCUMENTED.flatMap(({ formerHost }) => formerHost ?? []);
    expect(former).toHaveLength(5);
    const hosts = ['private.de.icr.io', 'us.icr.io', 'zz.icr.io', ...former];
    const inputs = { region: hosts.join(), 'account-id': stage.account.id };
    const { main } = await stage.play({ ...FILE, ...inputs });

    expect(JSON.parse(main.outputs['registries'] ?? '')).toEqual(hosts);
    expect(main.outputs['logged-in']).toBe('true');
    expect(stage.cloud.requestsTo('iam').map(({ host }) => host)).toEqual(['iam.cloud.ibm.com']);
    const [unknown, ...deprecated] = readMessages(main, 'notice');
    expect(unknown).toContain("zz.icr.io is not in this action's table of registries.");
    expect(deprecated).toHaveLength(5);
    expect(deprecated[1]).toMatch(/^registry\.ng\.bluemix\.net is deprecated .* us\.icr\.io today/);
  });

  scenario('refuses what is no registry, before any request', {}, async (stage) => {
    const regions = ['us.icr.io.evil.com', '', 'us.icr.io/ns'];
    const results = await stage.refuse(regions.map((region) => ({ region })));
    const [foreign, empty, namespace] = results.map(readError);
    expect(foreign?.code).toBe('region-unknown');
    expect(foreign?.message).toContain(
      '"us.icr.io.evil.com" in the input `region` is no host of IBM Cloud',
    );
    expect(empty?.code).toBe('input-invalid');
    expect(empty?.message).toContain(
      'The input `region` is empty.\nGive a region (global, us-south,',
    );
    expect(namespace?.code).toBe('input-invalid');
    expect(namespace?.message).toContain(
      '"us.icr.io/ns" in the input `region` starts with a registry host',
    );
  });
});
