import type { Account, IbmCloud } from '../../test/ibm-cloud/index.ts';

/** A story: which credential is minted, and how it is described. */
export interface Story {
  readonly mainChapter: string;
  readonly postChapter: string;
  /** How many credentials the job creates. */
  readonly minted: number;
  readonly noun: string;
  /** How long the double accepts a deleted key, as IBM Cloud may do. 0 means that it does not. */
  readonly deletedKeyGraceMs: number;
  /** Creates the identities, and returns the action's inputs except for `region`. */
  readonly arrange: (cloud: IbmCloud, account: Account) => StoryInputs;
}

/** The inputs of a story. */
export type StoryInputs = Readonly<Record<string, string>> & { readonly 'api-key': string };

const apiKey: Story = {
  mainChapter: 'The main step: mint a key of a read-only service ID, check it, write the login',
  postChapter: 'The post step: put the config back, delete the key',
  minted: 1,
  noun: 'API key',
  deletedKeyGraceMs: 30_000,
  arrange: (cloud, account) => {
    const reader = cloud.createServiceId({ account, name: 'puller', role: 'Reader' });
    // The identity of the workflow can create keys for the service ID, and has no permission in the
    // registry.
    const minter = cloud.createUser({ account, mayCreateKeysFor: [reader.id] });
    return { 'api-key': minter.apiKey, mint: 'api-key', 'service-id': reader.id };
  },
};

const registryToken: Story = {
  mainChapter: 'The main step: mint read-only tokens, check them, write the login',
  postChapter: 'The post step: put the config back, revoke the tokens',
  minted: 2,
  noun: 'token',
  deletedKeyGraceMs: 0,
  arrange: (cloud, account) => {
    const user = cloud.createUser({ account, role: 'Manager' });
    return { 'api-key': user.apiKey, mint: 'registry-token' };
  },
};

const STORIES: Readonly<Record<string, Story>> = {
  'api-key': apiKey,
  'registry-token': registryToken,
};

/** Finds a story by the kind of credential that it mints. */
export function findStory(name: string): Story {
  const story = STORIES[name];
  if (story === undefined) {
    throw new Error(`There is no story "${name}". There are: ${Object.keys(STORIES).join(', ')}.`);
  }
  return story;
}
