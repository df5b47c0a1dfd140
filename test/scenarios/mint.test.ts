import { describe, expect } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import {
  endJob,
  listAlive,
  MARK,
  MINT,
  playMint,
  readSaved,
  readWrittenToken,
} from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { EVERYWHERE, scenario } from '../support/scenario.ts';
import { CHECK, CREATION, listRequests, sortRequests } from '../support/traffic.ts';

const DAY_SECONDS = 24 * 60 * 60;

describe('a minted registry token', () => {
  scenario('is read-only, expires after a day and is used to log in', EVERYWHERE, async (stage) => {
    const { cloud } = stage;
    const job = stage.startJob();
    const seen: unknown[] = [];
    cloud.on('received', CREATION, ({ query }) => {
      const [record] = readSaved(job).minted;
      seen.push({ ...record, isMarked: query['description']?.endsWith(record?.mark ?? '-') });
    });
    cloud.on('received', CHECK, () => {
      seen.push(readSaved(job).minted[0]);
    });
    const main = await stage.step(job, MINT).main();

    expect(main.failed).toBe(false);
    const [token] = stage.cloud.ledger.alive();
    const { id = '', createdAt = 0, expiresAt = 0 } = token ?? {};
    expect(token?.description).toMatch(new RegExp(`^${MARK.source}`));
    expect(Math.round((expiresAt - createdAt) / 1000)).toBe(DAY_SECONDS);
    const [creation] = stage.cloud.requests.filter(({ method }) => method === 'POST').slice(1);
    expect(creation?.query).toMatchObject({ permanent: 'false', write: 'false' });
    expect(readWrittenToken(stage, 'us.icr.io')).toBe(id);
    expect(main.outputs).toMatchObject({
      username: 'token',
      'logged-in': 'true',
      'credential-id': id,
      'credential-ids': JSON.stringify([{ registry: 'us.icr.io', id }]),
      'expires-at': new Date(Math.floor(expiresAt / 1000) * 1000).toISOString(),
      'account-id': stage.account.id,
    });
    expect(main.outputs['password']).toBeUndefined();
    // The post step learns about it before it is requested.
    expect(seen).toEqual([
      expect.objectContaining({ outcome: 'intended', place: 'us.icr.io', isMarked: true }),
      expect.objectContaining({ outcome: 'issued', id }),
    ]);
    expect(JSON.stringify(seen[0])).not.toContain('"id"');

    const post = await endJob(job);
    expect(post.lines).toContain(`Revoked the registry token ${id} at us.icr.io.`);
    expect(post.annotations).toEqual([]);
  });

  scenario('can write and never expires if the inputs say so', {}, async (stage) => {
    const description = '  Nightly build,\n  of "näxt" & more ';
    const inputs = { access: 'read-write', lifetime: 'never', description };
    const { main } = await playMint(stage, inputs);

    expect(main.failed).toBe(false);
    const [, creation] = stage.cloud.requests;
    expect(creation?.query).toMatchObject({ permanent: 'true', write: 'true' });
    const [token] = stage.cloud.ledger.all();
    expect(token?.description).toContain(' lifetime never ');
    // The description of the user comes before the mark.
    expect(token?.description).toMatch(
      new RegExp(`^Nightly build, of "näxt" & more ${MARK.source}`),
    );
    expect(token?.expiresAt).toBeUndefined();
    expect(main.outputs['expires-at']).toBeUndefined();
    expect(main.log).toMatch(/ID \S+, never expires/);
    expect(main.log).toContain('read and write in every namespace of the account');
  });

  scenario('is created once for all hosts of a registry', {}, async (stage) => {
    const region = 'us-south, private.us.icr.io, registry.ng.bluemix.net, eu-de';
    const job = stage.startJob();
    const main = await stage.step(job, { ...MINT, region }).main();

    const [first = '', second = ''] = listAlive(stage);
    expect(listAlive(stage)).toHaveLength(2);
    const ids = [...JSON.parse(readOutput(main, 'credential-ids'))];
    expect(ids.map(({ registry }) => registry)).toEqual(['us.icr.io', 'de.icr.io']);
    expect(ids.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
    const hosts = ['us.icr.io', 'private.us.icr.io', 'registry.ng.bluemix.net'];
    const written = hosts.map((host) => readWrittenToken(stage, host));
    expect(new Set(written)).toEqual(new Set([main.outputs['credential-id']]));
    expect(new Set(stage.cloud.ledger.all().map(({ description }) => description)).size).toBe(2);
    await endJob(job);
  });

  scenario('takes two requests and a check, and two requests at the end', {}, async (stage) => {
    const { cloud } = stage;
    const job = stage.startJob();
    await stage.step(job, { ...MINT, region: 'us-south,eu-de' }).main();
    const made = listRequests(cloud);
    const from = [...cloud.requests];
    cloud.clearRequests();
    await endJob(job);

    expect(made[0]).toBe('POST iam.cloud.ibm.com/identity/token');
    expect(made.slice(1, 3).toSorted()).toEqual([
      'POST de.icr.io/api/v1/tokens',
      'POST us.icr.io/api/v1/tokens',
    ]);
    expect(made.slice(3).toSorted()).toEqual([
      'GET de.icr.io/oauth/token',
      'GET us.icr.io/oauth/token',
    ]);
    expect(sortRequests(cloud)).toEqual([
      'DELETE de.icr.io/api/v1/tokens/ID',
      'DELETE us.icr.io/api/v1/tokens/ID',
      'POST iam.cloud.ibm.com/identity/token',
    ]);
    const agents = [...from, ...cloud.requests].map(({ headers }) => headers['user-agent']);
    expect(new Set(agents)).toEqual(new Set([`icr-login/${manifest.version}`]));
    const accounts = from.filter(({ path }) => path === CREATION.path);
    expect(accounts.map(({ headers }) => headers['account'])).toEqual([
      stage.account.id,
      stage.account.id,
    ]);
  });

  scenario('can be checked by docker', { programs: ['docker'] }, async (stage) => {
    const job = stage.startJob();
    const main = await stage.step(job, { ...MINT, client: 'docker' }).main();

    expect(readWrittenToken(stage, 'us.icr.io')).toBe(main.outputs['credential-id']);
    expect(main.log).toContain('Checked with docker');
    await endJob(job);
  });
});
