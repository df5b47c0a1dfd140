import type { Account, IbmCloud } from '../../test/ibm-cloud/index.ts';

/** What a story is about: which credential is minted, and what is said of it. */
export interface Story {
  readonly mainChapter: string;
  readonly postChapter: string;
  /** How many credentials the job makes. */
  readonly minted: number;
  readonly noun: string;
  /** How long the double honours a deleted key, as IBM Cloud may; 0 for none. */
  readonly deletedKeyGraceMs: number;
  /** Makes the identities, and gives the inputs of the action beside `region`. */
  readonly arrange: (cloud: IbmCloud, account: Account) => StoryInputs;
}

/** The inputs that a story is told with. */
export type StoryInputs = Readonly<Record<string, string>> & { readonly 'api-key': string };

const apiKey: Story = {
  mainChapter: 'The main step: mint a key of a read-only service ID, check it, write the login',
  postChapter: 'The post step: put the config back, delete the key',
  minted: 1,
  noun: 'API key',
  deletedKeyGraceMs: 30_000,
  arrange: (cloud, account) => {
    const reader = cloud.createServiceId({ account, name: 'puller', role: 'Reader' });
    // The identity of the workflow can make keys of the service ID, and nothing in the registry.
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
