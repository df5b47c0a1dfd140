import { describe, expect } from 'vitest';
import { REGISTRIES } from '../ibm-cloud/index.ts';
import { scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

const FILE = { client: 'file' };

/** What IBM's documentation lists; `eu-fr2` is one customer's own. */
const DOCUMENTED = REGISTRIES.filter(({ name }) => name !== 'eu-fr2');

const FORMER_NAMES = { 'uk-south': 'uk', 'eu-central': 'de', 'ap-south': 'au', 'ap-north': 'jp' };

describe('the input region', () => {
  scenario('logs in to every region of IBM Cloud at once', {}, async (stage) => {
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

  scenario('knows the former names of regions', {}, async (stage) => {
    const { main } = await stage.play({ ...FILE, region: Object.keys(FORMER_NAMES).join(',') });

    const hosts = Object.values(FORMER_NAMES).map((label) => `${label}.icr.io`);
    expect(JSON.parse(main.outputs['registries'] ?? '')).toEqual(hosts);
  });

  scenario('takes each host once, however it is written', {}, async (stage) => {
    const region = ' UK.icr.io ,\n\neu-gb, us-south\nuk-south, ';
    const { main } = await stage.play({ ...FILE, region });

    expect(main.outputs['registries']).toBe('["uk.icr.io","us.icr.io"]');
    expect(stage.cloud.requestsTo('registry')).toHaveLength(2);
  });

  scenario('uses private hosts, also of a region it does not know', {}, async (stage) => {
    const region = 'us-south, private.de.icr.io, zz.icr.io';
    const account = { 'account-id': stage.account.id };
    const { main } = await stage.play({ ...FILE, ...account, region, private: 'true' });

    const hosts = ['private.us.icr.io', 'private.de.icr.io', 'private.zz.icr.io'];
    expect(JSON.parse(main.outputs['registries'] ?? '')).toEqual(hosts);
    const asked = new Set(stage.cloud.requests.map(({ host }) => host));
    expect([...asked].sort()).toEqual(['private.iam.cloud.ibm.com', ...hosts].sort());
  });

  scenario('takes one private host as it is, and no other with it', {}, async (stage) => {
    const region = 'private.de.icr.io, us-south';
    const { main } = await stage.play({ ...FILE, region, 'account-id': stage.account.id });

    expect(main.outputs['registries']).toBe('["private.de.icr.io","us.icr.io"]');
    expect(stage.cloud.requestsTo('iam').map(({ host }) => host)).toEqual(['iam.cloud.ibm.com']);
  });

  scenario('uses an unknown icr.io host with a notice', {}, async (stage) => {
    const { main } = await stage.play({ ...FILE, region: 'zz.icr.io' });

    expect(main.outputs).toMatchObject({ registry: 'zz.icr.io', 'logged-in': 'true' });
    expect(readMessages(main, 'notice')).toEqual([
      expect.stringContaining("zz.icr.io is not in this action's table of registries."),
    ]);
  });

  scenario('uses a deprecated host as given, and names today’s', {}, async (stage) => {
    const hosts = DOCUMENTED.flatMap(({ formerHost }) => formerHost ?? []);
    const { main } = await stage.play({ ...FILE, region: hosts.join() });

    expect(JSON.parse(main.outputs['registries'] ?? '')).toEqual(hosts);
    expect(hosts).toHaveLength(5);
    const notices = readMessages(main, 'notice');
    expect(notices).toHaveLength(5);
    expect(notices[1]).toMatch(/^registry\.ng\.bluemix\.net is deprecated .* us\.icr\.io today/);
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
