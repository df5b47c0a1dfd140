import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { makeMark } from '../../../src/minting/mark.ts';
import { MintedMarkSchema } from '../../../src/minting/minted.ts';

const MINTED = { mint: 'api-key', place: 'iam-ServiceId-1', mark: makeMark('6h') };

describe("the journal's note about a minted credential", () => {
  it.each([MINTED, { mint: 'registry-token', place: 'us.icr.io', mark: makeMark('never') }])(
    'is read: %j',
    (minted) => {
      expect(v.parse(MintedMarkSchema, minted)).toEqual(minted);
    },
  );

  it('keeps what a newer version has added', () => {
    expect(v.parse(MintedMarkSchema, { ...MINTED, added: 1 })).toEqual({ ...MINTED, added: 1 });
  });

  it.each([
    // An access token cannot be revoked.
    { mint: 'access-token' },
    { mint: undefined },
    { mint: 'toString' },
    { place: '' },
    { place: undefined },
    { mark: undefined },
    { mark: '' },
    // Everything that this action has minted contains part of a mark.
    { mark: 'icr-login ' },
    { mark: MINTED.mark.slice(1) },
    { mark: MINTED.mark.slice(0, -1) },
    { mark: MINTED.mark.slice(-32) },
    { mark: `of mine ${MINTED.mark}` },
    { mark: `${MINTED.mark}\n` },
    { mark: `${MINTED.mark}\n${MINTED.mark}` },
  ])('is ignored with %j', (members) => {
    expect(v.is(MintedMarkSchema, { ...MINTED, ...members })).toBe(false);
  });

  it.each(['text', null, [], undefined])('cannot be %j', (minted) => {
    expect(v.is(MintedMarkSchema, minted)).toBe(false);
  });
});
