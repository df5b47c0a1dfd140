import { describe, expect, it } from 'vitest';
import { parseImage } from '../../../src/registry/image-reference.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImage', () => {
  it.each([
    ['ns/app', 'ns/app', 'latest'],
    ['ns/app:1.2-rc_3', 'ns/app', '1.2-rc_3'],
    ['ns/team/app:V1', 'ns/team/app', 'V1'],
    ['my_ns/my--app__x.y', 'my_ns/my--app__x.y', 'latest'],
    [`ns/app@${DIGEST}`, 'ns/app', DIGEST],
    [`ns/app:1@${DIGEST}`, 'ns/app', DIGEST],
  ])('reads %s', (text, repository, reference) => {
    expect(parseImage(text)).toEqual({ repository, reference });
  });

  it.each([
    '',
    'ns',
    'ns/',
    '/app',
    'ns//app',
    'ns/App',
    'ns/app:',
    'ns/app:-1',
    `ns/app:${'x'.repeat(129)}`,
    'ns/app@sha256:abc',
    'ns/../app',
    'ns/app?x=1',
    'ns/app#x',
    'ns/a pp',
  ])('does not accept "%s" as an image', (text) => {
    expect(parseImage(text)).toBeUndefined();
  });
});
