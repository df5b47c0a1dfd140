/** The process of the double. It ends after its ledger was requested, or after half an hour. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LedgerEntry, startIbmCloud } from '../../../test/ibm-cloud/index.ts';

/** What the job needs to use the double. */
export interface Served {
  /** Where the post step requests the {@link Account}. The double ends after that. */
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  readonly apiKey: string;
  readonly serviceId: string;
  readonly accountId: string;
}

/** What the job did, for the post step. */
export interface Account {
  readonly made: readonly string[];
  readonly alive: readonly string[];
  /** An error inside the double. */
  readonly mistake?: string;
}

const LIFE_MS = 30 * 60 * 1000;
const HOUR_SECONDS = 60 * 60;
const RANDOM = '0123456789abcdef0123456789abcdef';

const cloud = await startIbmCloud({ registry: 'memory' });
const account = cloud.createAccount();
const user = cloud.createUser({ account, role: 'Manager' });
const service = cloud.createServiceId({ account, role: 'Reader' });
cloud.allowKeysFor(user, service);
cloud.seedApiKey(service, {
  name: `icr-login-1-1-${RANDOM}`,
  description: `icr-login octo-org/octo-repo run 1/1 job lost at 2026-01-01T00:00Z lifetime 6h ${RANDOM}`,
  ageSeconds: 7 * HOUR_SECONDS,
  expiresInSeconds: -HOUR_SECONDS,
});

const server = createServer((_request, response) => {
  response.on('close', () => process.exit());
  void giveAccount().then((given) => {
    response.writeHead(200, { connection: 'close' }).end(JSON.stringify(given));
  });
});
server.listen(0, '127.0.0.1', () => {
  const served: Served = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    env: cloud.env,
    apiKey: user.apiKey,
    serviceId: service.id,
    accountId: account.id,
  };
  process.send?.(served);
});
setTimeout(() => process.exit(), LIFE_MS);

async function giveAccount(): Promise<Account> {
  const made = cloud.ledger.all().map(describe);
  const alive = cloud.ledger.alive().map(describe);
  try {
    await cloud.stop();
    return { made, alive };
  } catch (error: unknown) {
    return { made, alive, mistake: String(error) };
  }
}

function describe({ kind, id, name }: LedgerEntry): string {
  return `${kind} ${id} ${name ?? ''}`.trim();
}
