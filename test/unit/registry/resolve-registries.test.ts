import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors/action-error.ts';
import { resolveRegistries } from '../../../src/registry/resolve-registries.ts';

/** Entries of `region` that are refused, and what the error says. */
const REFUSED: readonly (readonly [entry: string, said: string])[] = [
  ['us-soth', 'Did you mean us-south,'],
  ['eu-central1', 'Did you mean eu-central?'],
  [
    'us-south eu-de',
    'Separate the regions by commas or new lines, without brackets, quotes or dashes',
  ],
  ['us-south;de.icr.io', 'Separate the regions by commas or new lines'],
  ['["us-south"', 'Separate the regions by commas or new lines'],
  ['us-south or eu-de', '"us-south or eu-de" in the input `region` isn\'t a region'],
  ['- us-south', 'Separate the regions by commas or new lines, without brackets, quotes or dashes'],
  ['# Frankfurt', 'Remove the comment: in a block of YAML (`|`), `#` is part of the value.'],
  ['us-south # Dallas', 'Remove the comment'],
  ['[]', '"[]" in the input `region` isn\'t a region'],
  ['us-south/team/app:1', 'Write it with the host, us.icr.io, or give the region alone.'],
  [
    'us-east.icr.io',
    'The region us-east has no registry.\nUse the one that has your namespace: `global` (icr.io) or `us-south`',
  ],
  ['private.us-east.icr.io/ns', 'The region us-east has no registry.'],
  ['lscr.io', 'For another registry, use docker/login-action alongside'],
  ['localhost:5000', 'For another registry, use docker/login-action alongside'],
  ['docker://us.icr.io/ns/app', 'Give the host alone, for example us.icr.io, without https://'],
  [
    'us-east',
    'The region us-east has no registry.\nUse the one that has your namespace: `global` (icr.io) or `us-south`',
  ],
  ['cp.icr.io', 'cp.icr.io is the IBM Entitled Registry, which is a different product'],
  ['private.cp.icr.io/cp/app:1', 'private.cp.icr.io is the IBM Entitled Registry'],
  ['us.icr.io.evil.com', '"us.icr.io.evil.com" in the input `region` isn\'t a host of IBM Cloud'],
  ['x@us.icr.io', '"x@us.icr.io" in the input `region` isn\'t a host of IBM Cloud'],
  ['evil-icr.io', '"evil-icr.io" in the input `region` isn\'t a host of IBM Cloud'],
  ['us.icr.io:443', 'Did you mean us.icr.io?'],
  ['us.icr.io.', 'Did you mean us.icr.io,'],
  ['dd0.us.icr.io', '"dd0.us.icr.io" in the input `region` isn\'t a host of IBM Cloud'],
  ['https://us.icr.io', 'Give the host alone, for example us.icr.io, without https://'],
  ['us-south.icr.io', 'did you mean us.icr.io?'],
  ['quay.io', 'use docker/login-action alongside this action'],
  ['cp.stg.icr.io', 'cp.stg.icr.io is the IBM Entitled Registry'],
  ['us.icr.oi', 'Did you mean us.icr.io'],
  ['docker.io/library/alpine', '"docker.io/library/alpine" in the input `region` isn\'t a host'],
  ['nonsense', 'The regions are global, us-south, eu-gb,'],
];

function resolve(text: string, privateNetwork = false) {
  return resolveRegistries(text, { privateNetwork });
}

/** The error for an entry. */
function refuse(text: string, privateNetwork = false): ActionError {
  try {
    resolve(text, privateNetwork);
  } catch (error) {
    expect(error).toBeInstanceOf(ActionError);
    return error as ActionError;
  }
  return expect.fail(`${text} was not refused`);
}

describe('resolveRegistries', () => {
  it.each([
    ['us-south', 'us.icr.io', 'us-south'],
    ['GLOBAL', 'icr.io', 'global'],
    ['private.icr.io', 'private.icr.io', 'global'],
    ['ap-north', 'jp.icr.io', 'jp-tok'],
    ['fr2.icr.io', 'fr2.icr.io', undefined],
    ['registry.bluemix.net', 'registry.bluemix.net', 'global'],
  ])('resolves %s to %s', (entry, host, region) => {
    expect(resolve(entry).registries).toEqual([expect.objectContaining({ host, region })]);
  });

  it('gives all hosts of one registry the same ID', () => {
    const text = 'us.icr.io, private.us.icr.io, registry.ng.bluemix.net';

    expect(resolve(text).registries.map(({ id }) => id)).toEqual([
      'us.icr.io',
      'us.icr.io',
      'us.icr.io',
    ]);
  });

  it('keeps every image if a host is repeated', () => {
    const { registries } = resolve('us-south\nus.icr.io/ns/app:1,us.icr.io/ns/web');

    expect(registries.map(({ host, images }) => [host, images])).toEqual([
      [
        'us.icr.io',
        [
          { repository: 'ns/app', reference: '1' },
          { repository: 'ns/web', reference: 'latest' },
        ],
      ],
    ]);
  });

  it('reads images on deprecated and private hosts', () => {
    const { registries, notices } = resolve(
      'registry.ng.bluemix.net/ns/app, private.de.icr.io/ns/app',
    );

    expect(registries.map(({ images }) => images.length)).toEqual([1, 1]);
    expect(notices).toHaveLength(1);
  });

  it('reports a notice only once', () => {
    expect(resolve('zz.icr.io/ns/a, zz.icr.io/ns/b').notices).toHaveLength(1);
  });

  it('does not accept a region as the host of an image', () => {
    expect(refuse('us-south/ns/app').code).toBe('region-unknown');
  });

  it.each(REFUSED)('refuses %s', (entry, said) => {
    const { code, message } = refuse(entry);
    expect(code).toBe('region-unknown');
    expect(message).toContain(said);
  });

  it('suggests at most three regions, the most similar first', () => {
    expect(refuse('eu-d').explanation.fix).toMatch(
      /^Did you mean eu-de, eu-gb, eu-es\? The regions/,
    );
    expect(refuse('uk.icr.oi').explanation.fix).toMatch(/^Did you mean uk\.icr\.io[,?]/);
  });

  it('suggests no region if none is similar', () => {
    expect(refuse('mars').explanation.fix).toMatch(/^The regions are global, us-south,/);
  });

  it('repeats at most 40 characters, disarmed', () => {
    const longest = 'x'.repeat(40);

    expect(refuse(longest).message).toContain(longest);
    expect(refuse(`${longest}y`).message).not.toContain('xxx');
    expect(refuse('##[add-mask]x').message).toContain('"# #[add-mask]x"');
    expect(refuse(`us.icr.io/ns/${'Q'.repeat(40)}`).message).not.toContain('QQQ');
  });

  it('refuses a deprecated host on the private network, and an empty list', () => {
    expect(refuse('registry.eu-de.bluemix.net', true).code).toBe('conflicting-inputs');
    expect(refuse('\n, ,').code).toBe('input-invalid');
  });
});
