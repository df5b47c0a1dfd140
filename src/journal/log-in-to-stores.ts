import { randomUUID } from 'node:crypto';
import type { CheckedLogin, checkEverywhere } from '../client/check-everywhere.ts';
import type { Client, ClientStore } from '../client/client.ts';
import type { Login } from '../credential/obtain-credentials.ts';
import type { Deadline } from '../http/deadline.ts';
import { type Job, markJob } from '../runner/job.ts';
import type { Session } from '../session.ts';
import { explainFileError } from '../store/config-error.ts';
import { openCredentialHelper } from '../store/credential-helper.ts';
import type { Store } from '../store/store.ts';
import { notKept, storeFailed } from '../store/store-error.ts';
import { putAtBottom } from './chain.ts';
import { addRecord, type NewLogin } from './new-record.ts';
import { type OpenConfig, withConfig } from './open-config.ts';
import type { PlannedConfig } from './plan-configs.ts';
import { commitJournal, forgetKept, undoStored } from './undo-stored.ts';
import { newLogin, writeEverywhere } from './write-everywhere.ts';

/** What is to be checked and written. */
export interface StoreLogins {
  readonly session: Session;
  readonly client: Client;
  readonly plans: readonly PlannedConfig[];
  readonly logins: readonly Login[];
  readonly check: typeof checkEverywhere;
}

/**
 * Checks the credential of every registry and writes every login, where some of them belong in a credential
 * store.
 *
 * Docker writes the store itself, as part of its check. So the journal has the records, and the store keeps
 * what was there, before docker is started; and because nobody else must touch the entry in between, the
 * lock is held meanwhile. With other clients all hosts are checked before.
 */
export async function logInToStores(options: StoreLogins): Promise<void> {
  const { session, client, plans, logins, check } = options;
  const { inputs, state, http } = session;
  const job = markJob();
  const stored = plans
    .filter(({ stores }) => stores.size > 0)
    .map(
      (plan): StoredLogins => ({
        plan,
        session,
        job,
        logins: logins.flatMap((login) => {
          const store = plan.stores.get(login.registry.host);
          const entry = formatEntry(login);
          return store === undefined ? [] : [{ ...newLogin({ ...login, entry }, state), store }];
        }),
      }),
    );
  let checked: readonly CheckedLogin[] = [];
  if (client.name !== 'docker') {
    checked = await check(client, logins, http.deadline);
  }
  for (const each of stored) {
    await writeStored(each, async (stores) => {
      if (client.name === 'docker') {
        const limit = http.deadline.half();
        checked = await check(handOver(client, each.plan, limit), logins, limit);
        await confirm(stores);
      } else {
        await writeAll(stores);
      }
    });
  }
  const files = plans.filter(({ hosts }) => hosts.length > 0);
  await writeEverywhere(session, files, checked);
  if (!inputs.logout) {
    for (const each of stored) {
      await makeLasting(each);
    }
    state.update({ logins: [] });
  }
}

/** The logins of one config that go to stores. */
interface StoredLogins {
  readonly plan: PlannedConfig;
  readonly session: Session;
  readonly job: Job;
  readonly logins: readonly StoredLogin[];
}

type StoredLogin = NewLogin & { readonly store: string };

interface OpenedStore {
  readonly login: StoredLogin;
  readonly store: Store;
}

function formatEntry({ credential: { username, secret } }: Login): string {
  return JSON.stringify({ Username: username, Secret: secret });
}

/** The client, with the store of each host. */
function handOver(client: Client, { stores }: PlannedConfig, deadline: Deadline): Client {
  const describe = (name: string): ClientStore => ({
    name,
    deadline,
    explain: (problem) => storeFailed(name, problem),
  });
  return {
    ...client,
    check: (registry, credential) => {
      const name = stores.get(registry.host);
      return client.check(registry, credential, name === undefined ? undefined : describe(name));
    },
  };
}

async function writeStored(
  { plan: { path }, session: { state, http }, job, logins }: StoredLogins,
  work: (stores: readonly OpenedStore[]) => Promise<void>,
): Promise<void> {
  // With `logout: false` as well, until it is certain that all of it stays.
  const records = logins.map(({ id }) => id);
  state.update({ logins: [...state.value.logins, { path, records, missingDirectory: undefined }] });
  try {
    await withConfig(path, http.deadline, async (opened) => {
      const { config } = await undoStored(opened, [], http.deadline);
      const stores = await openStores(logins, http.deadline);
      await keep(config, stores, job);
      await work(stores);
    });
  } catch (error) {
    throw explainFileError(path, error);
  }
}

function openStores(
  logins: readonly StoredLogin[],
  deadline: Deadline,
): Promise<readonly OpenedStore[]> {
  const opening = logins.map(async (login) => ({
    login,
    store: await openCredentialHelper(login.store, deadline),
  }));
  return Promise.all(opening);
}

/** The journal first: nothing is in a store that no record names. */
async function keep(config: OpenConfig, stores: readonly OpenedStore[], job: Job): Promise<void> {
  let { journal } = config;
  const copies: (() => Promise<void>)[] = [];
  for (const { login, store } of stores) {
    const before = await store.read(login.host);
    const kept = nameKept(login.host);
    if (before !== undefined) {
      copies.push(() => store.write(kept, before));
    }
    const found = { job, before, kept: before === undefined ? undefined : kept };
    journal = addRecord(journal, login, found);
  }
  await commitJournal({ ...config, journal });
  for (const copy of copies) {
    await copy();
  }
}

/**
 * The name under which a store keeps what it held for a host. No registry ever has a name below `.invalid`
 * (RFC 2606), so no client sends it anywhere; and the random part is in the host, because clients and some
 * helpers look at nothing else of an address.
 */
function nameKept(host: string): string {
  return `https://${randomUUID()}.icr-login.invalid/${host}`;
}

async function writeAll(stores: readonly OpenedStore[]): Promise<void> {
  for (const { login, store } of stores) {
    await store.write(login.host, login.entry);
  }
}

/** Some stores say that they have taken a login, and have not. */
async function confirm(stores: readonly OpenedStore[]): Promise<void> {
  for (const { login, store } of stores) {
    if ((await store.read(login.host)) !== login.entry) {
      throw notKept(login.store, login.host);
    }
  }
}

/** Makes logins (`logout: false`) what comes back in the end, and takes their records away. */
async function makeLasting({ plan, session, logins }: StoredLogins): Promise<void> {
  const { deadline } = session.http;
  await withConfig(plan.path, deadline, async (config) => {
    let { journal } = config;
    for (const { login, store } of await openStores(logins, deadline)) {
      const kept = nameKept(login.host);
      const others = journal.records.filter(({ id }) => id !== login.id);
      const next = { ...journal, records: putAtBottom(others, login, kept) };
      if (next.records.some(({ replaced }) => replaced.entry === kept)) {
        await store.write(kept, login.entry);
      }
      await forgetKept(store, journal, next);
      journal = next;
    }
    await commitJournal({ ...config, journal });
  });
}
