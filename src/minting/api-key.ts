import { ApiKeys, roundUpToMinute } from '../iam/api-keys.ts';
import { NAME_PREFIX, nameMarked, readMark } from './mark.ts';
import type { Found, MintedReference, RevocableMintKind } from './mint.ts';

/** How long IAM may not find a key that it has just created with a 201. */
const SETTLE_MS = 15_000;

/** Mints API keys of a service ID, whose IAM policies decide what the keys can do. */
export const apiKeyMint: RevocableMintKind = {
  label: 'API key',
  needsClock: true,
  settleMs: SETTLE_MS,
  // An expired key still counts toward the limit of 20 for its service ID.
  vanishes: false,
  plan: ({ serviceIds, registries }) => {
    const [first, ...others] = shuffle(serviceIds);
    return first === undefined ? [] : [{ places: [first, ...others], registries }];
  },
  endOf: (lifetimeMs, now) =>
    lifetimeMs === undefined ? undefined : roundUpToMinute(now + lifetimeMs),
  locate: (iamId) => `of ${iamId}`,
  explainByHand,
  open: (iamId, { http, iamUrl, iamToken }) => {
    const keys = new ApiKeys(http, iamUrl, iamToken);
    return {
      issue: async ({ mark, description, endsAt }) => {
        const name = nameKey(mark);
        if (endsAt === undefined) {
          throw new TypeError('An API key for one job must expire.');
        }
        const { id, value, expiresAt } = await keys.create({
          name,
          description,
          iamId,
          expiresAt: endsAt,
        });
        return {
          id,
          credential: {
            username: 'iamapikey',
            secret: value,
            expiresAt,
            label: `an API key of ${iamId}, minted for this job`,
            isNew: true,
          },
        };
      },
      find: async (text) => {
        const listed = await keys.list(iamId, text === undefined ? NAME_PREFIX : nameKey(text));
        return listed.flatMap(({ id, name, description, createdAt, expiresAt, isLocked }) => {
          const mark = readMark(description);
          const isOurs =
            mark !== undefined &&
            name === nameMarked(mark) &&
            (text === undefined || mark.text === text);
          const found: Found | undefined = isOurs
            ? { id, name, mark, createdAt: createdAt ?? mark.at, expiresAt, isLocked }
            : undefined;
          return found ?? [];
        });
      },
      identify: (secret) => keys.findId(secret),
      revoke: (id) => keys.delete(id),
    };
  },
};

function nameKey(text: string): string {
  const mark = readMark(text);
  if (mark === undefined) {
    throw new TypeError('The saved record of a minted API key has no mark.');
  }
  return nameMarked(mark);
}

/** Jobs that start at the same time must not all choose the same service ID. */
function shuffle<T>(members: readonly T[]): readonly T[] {
  return members
    .map((member) => ({ member, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ member }) => member);
}

function explainByHand({ place, id, mark }: MintedReference): string {
  const serviceId = place.replace(/^iam-/, '');
  return id === undefined
    ? `\`ibmcloud iam service-api-key-delete ${nameKey(mark)} ${serviceId}\` (there may be several of that name; \`ibmcloud iam service-api-keys ${serviceId}\` lists them)`
    : `\`ibmcloud iam service-api-key-delete ${id} ${serviceId}\``;
}
