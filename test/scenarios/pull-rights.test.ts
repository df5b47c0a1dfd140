import { describe, expect } from 'vitest';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';

const IMAGE = 'us.icr.io/shop/app:1';
/** Sufficient for scenarios that do not depend on the registry's own replies. */
const IN_MEMORY = { cloud: { registry: 'memory' } } as const;

/** Creates the image in the namespace `shop`, and returns the inputs to log in for it as a new user. */
async function withImage(stage: Stage, namespaces: readonly string[]) {
  const { cloud, account } = stage;
  cloud.createNamespace({ account, registry: 'us-south', name: 'shop' });
  await cloud.seedImage('us-south', 'shop/app', '1');
  const reader = cloud.createUser({ account, role: 'Reader', namespaces });
  stage.secrets.push(reader.apiKey);
  return { client: 'file', 'api-key': reader.apiKey, region: IMAGE };
}

describe('a login for an image', () => {
  scenario('adds one line to the log if the image can be pulled', {}, async (stage) => {
    const inputs = await withImage(stage, ['shop']);
    const { main } = await stage.play({ ...inputs, region: `${IMAGE}, us-south` });

    expect(main.outputs).toMatchObject({ registries: '["us.icr.io"]', 'logged-in': 'true' });
    expect(readMessages(main, 'warning')).toEqual([]);
    const granted = 'The login can pull us.icr.io/shop/app.';
    expect(main.lines.filter((line) => line.includes('shop/app'))).toEqual([granted]);
    const manifests = stage.cloud.requestsTo('us-south').filter(({ method }) => method === 'HEAD');
    expect(manifests.map(({ path, status }) => [path, status])).toEqual([
      ['/v2/shop/app/manifests/1', 200],
    ]);
  });

  scenario('causes a warning if the registry refuses the image', {}, async (stage) => {
    const inputs = await withImage(stage, ['other']);
    const { main } = await stage.play(inputs);

    expect(main.outputs['logged-in']).toBe('true');
    expect(readMessages(main, 'warning')).toEqual([
      expect.stringMatching(
        /^The login works, but it cannot pull us\.icr\.io\/shop\/app: HTTP 401 .* the Reader role/,
      ),
    ]);
  });

  scenario(
    'causes a warning if the registry refuses permission to pull',
    IN_MEMORY,
    async (stage) => {
      const inputs = await withImage(stage, ['other']);
      stage.cloud.setRegistry({ denial: 'token' });
      const { main } = await stage.play(inputs);

      expect(main.outputs['logged-in']).toBe('true');
      const [warning] = readMessages(main, 'warning');
      expect(warning).toContain('The login works, but it cannot pull us.icr.io/shop/app: ');
      expect(warning).toContain('HTTP 403 from us.icr.io DENIED');
    },
  );

  scenario(
    'says so if it is unknown whether the image can be pulled, but not for a new image',
    IN_MEMORY,
    async (stage) => {
      const inputs = await withImage(stage, ['shop']);
      const asks = { host: 'us-south', method: 'HEAD', path: /app\/manifests\/1/ };
      stage.cloud.faults.add({ ...asks, do: { kind: 'status', status: 418 } });
      // Images that the job has yet to push cause no warning.
      const region = `${IMAGE}, us.icr.io/shop/new, us.icr.io/shop/app:2`;
      const { main } = await stage.play({ ...inputs, region });

      expect(main.outputs).toMatchObject({ registries: '["us.icr.io"]', 'logged-in': 'true' });
      expect(readMessages(main, 'warning')).toEqual([
        'This step could not find out whether the login can pull us.icr.io/shop/app: HTTP 418 from us.icr.io',
      ]);
    },
  );

  scenario('says so if the registry stops answering', IN_MEMORY, async (stage) => {
    const inputs = await withImage(stage, ['shop']);
    stage.cloud.faults.add({ method: 'HEAD', path: /manifests/, do: { kind: 'hang' } });
    const { main } = await stage.play({ ...inputs, timeout: '15' });

    expect(main.outputs['logged-in']).toBe('true');
    const [warning] = readMessages(main, 'warning');
    expect(warning).toContain(
      'This step could not find out whether the login can pull us.icr.io/shop/app: ',
    );
    expect(warning).toContain('within 15 seconds');
  });
});
