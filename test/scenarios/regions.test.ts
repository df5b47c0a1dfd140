import { describe, expect } from 'vitest';
import { REGISTRIES } from '../ibm-cloud/index.ts';
import { scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

const FILE = { client: 'file' };

/** What IBM's documentation lists; `eu-fr2` is one customer's own. */
const DOCUMENTED = REGISTRIES.filter(({ name }) => name !== 'eu-fr2');

const FORMER_NAMES = { 'uk-south': 'uk', 'eu-central': 'de', 'ap-south': 'au', 'ap-north': 'jp' };

/** Entries of `region` that are refused, and what the error says. */
const REFUSED: readonly (readonly [entry: string, said: string])[] = [
  ['us-soth', 'Did you mean us-south,'],
  ['eu-central1', 'Did you mean eu-central?'],
  ['us-east', 'The region us-east has no registry.\nUse `global` (icr.io) or `us-south`'],
  ['cp.icr.io', 'cp.icr.io is the IBM Entitled Registry, another product'],
  ['private.cp.icr.io/cp/app:1', 'private.cp.icr.io is the IBM Entitled Registry'],
  ['us.icr.io.evil.com', '"us.icr.io.evil.com" in the input `region` is no host of IBM Cloud'],
  ['x@us.icr.io', '"x@us.icr.io" in the input `region` is no host of IBM Cloud'],
  ['evil-icr.io', '"evil-icr.io" in the input `region` is no host of IBM Cloud'],
  ['us.icr.io:443', 'Did you mean us.icr.io?'],
  ['us.icr.io.', 'Did you mean us.icr.io,'],
  ['dd0.us.icr.io', '"dd0.us.icr.io" in the input `region` is no host of IBM Cloud'],
  ['https://us.icr.io', 'Give the host alone, for example us.icr.io, without https://'],
  ['docker.io/library/alpine', '"docker.io/library/alpine" in the input `region` is no host'],
  ['nonsense', 'The regions are global, us-south, eu-gb,'],
];

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
    const results = await stage.refuse(REFUSED.map(([region]) => ({ region })));
    const errors = results.map(readError);
    for (const [index, [, said]] of REFUSED.entries()) {
      expect(errors[index]?.code).toBe('region-unknown');
      expect(errors[index]?.message).toContain(said);
    }
  });

  scenario('has to be there', {}, async (stage) => {
    const results = await stage.refuse([{ region: '' }, { region: ' , ' }]);
    for (const { code, message } of results.map(readError)) {
      expect(code).toBe('input-invalid');
      expect(message).toContain('The input `region` is empty.\nGive a region (global, us-south,');
    }
  });

  scenario('refuses a namespace in place of an image', {}, async (stage) => {
    const { code, message } = readError(await stage.fail({ region: 'us.icr.io/ns' }));

    expect(code).toBe('input-invalid');
    expect(message).toContain('"us.icr.io/ns" in the input `region` starts with a registry host');
  });
});
