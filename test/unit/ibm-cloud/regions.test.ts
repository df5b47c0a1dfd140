import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { type IbmCloud, REGISTRIES, startIbmCloud } from '../../ibm-cloud/index.ts';
import { requireProgram } from '../../support/programs.ts';
import { askRegistry, bearer, send } from './client.ts';

const REGIONS = REGISTRIES.filter(({ name }) => name !== 'eu-fr2');

let cloud: IbmCloud;

afterEach(async () => {
  await cloud.stop();
});

/** Pushes one image to each of these regions, and looks for each image in all regions. */
async function findEverywhere(regions: typeof REGIONS): Promise<readonly string[]> {
  const account = cloud.createAccount();
  const user = cloud.createUser({ account, role: 'Reader' });
  for (const { name } of regions) {
    cloud.createNamespace({ account, registry: name, name: 'example' });
    await cloud.seedImage(name, 'example/app', name);
  }
  const found: string[] = [];
  for (const { name, publicHost } of regions) {
    const scope = 'repository:example/app:pull';
    const login = await askRegistry(cloud, publicHost, ['iamapikey', user.apiKey], scope);
    const headers = bearer(String(login.json()['token']));
    const list = await send(cloud, `https://${publicHost}/v2/example/app/tags/list`, { headers });
    found.push(`${name}: ${list.json()['tags']}`);
  }
  return found;
}

describe.each([
  // Each region is a separate process of the program.
  ['distribution', REGIONS.slice(0, 3), requireProgram('docker-registry')],
  ['memory', REGIONS, true],
] as const)('regions with images in %s', (registry, regions, isAvailable) => {
  it.skipIf(!isAvailable)('do not share images', { timeout: 30_000 }, async () => {
    cloud = await startIbmCloud({ registry });
    expect(REGIONS).toHaveLength(13);
    expect(await findEverywhere(regions)).toEqual(regions.map(({ name }) => `${name}: ${name}`));
  });
});

describe.skipIf(!requireProgram('docker-registry') || !requireProgram('ps'))(
  'the registry program',
  () => {
    it('starts when it is needed, and ends with the double', async () => {
      cloud = await startIbmCloud({ registry: 'distribution' });
      const count = async (): Promise<number> => {
        const { stdout } = await promisify(execFile)('ps', [
          '-o',
          'comm=',
          '--ppid',
          `${process.pid}`,
        ]);
        return stdout.split('\n').filter((name) => name.startsWith('docker-registry')).length;
      };
      const account = cloud.createAccount();
      cloud.createNamespace({ account, registry: 'us-south', name: 'example' });
      expect(await count()).toBe(0);
      await cloud.seedImage('us-south', 'example/app', '1');
      await cloud.seedImage('private.us.icr.io', 'example/app', '2');
      expect(await count()).toBe(1);
      await cloud.stop();
      expect(await count()).toBe(0);
    });
  },
);
