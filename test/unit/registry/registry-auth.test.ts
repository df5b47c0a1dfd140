import { describe, expect, it } from 'vitest';
import { parseChallenge } from '../../../src/registry/registry-auth.ts';

const REALM = 'https://us.icr.io/oauth/token';

describe('parseChallenge', () => {
  it.each([
    `Bearer realm="${REALM}",service="registry"`,
    `Bearer realm=${REALM}, service=registry, scope=repository:ns/app:pull`,
    `bearer service="registry" , REALM="${REALM}",scope="repository:ns/app:pull,push"`,
    `Bearer realm="${REALM}"`,
    // Node.js joins repeated headers.
    `Bearer realm="${REALM}",service="registry", Basic realm="Registry"`,
    `Basic realm="Registry", Bearer realm="${REALM}",service="registry"`,
  ])('reads %s', (header) => {
    expect(parseChallenge(header)).toEqual({ realm: REALM, service: 'registry' });
  });

  it('reads an unusual service', () => {
    const challenge = parseChallenge(`Bearer realm="${REALM}",service="other"`);

    expect(challenge?.service).toBe('other');
  });

  it.each(['', `Basic realm="${REALM}"`, 'Bearer service="registry"', 'Bearer realm="here"'])(
    'does not accept "%s" as a challenge',
    (header) => {
      expect(parseChallenge(header)).toBeUndefined();
    },
  );
});
