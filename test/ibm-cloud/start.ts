import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArrangement } from './control/arrangement.ts';
import { createControls } from './control/controls.ts';
import { createLedger, listIssuedSecrets } from './control/ledger.ts';
import { createObservation } from './control/observation.ts';
import { createIam } from './iam/iam.ts';
import { type MetadataService, startMetadata } from './iam/metadata.ts';
import type { IbmCloud, IbmCloudOptions } from './ibm-cloud.ts';
import { arrangeImages, createImageStore, type ImageStore } from './images/image-store.ts';
import type { CertificateAuthority } from './network/certificates.ts';
import { type Network, startNetwork } from './network/network.ts';
import { shareAuthority } from './network/shared-authority.ts';
import { createRegistries } from './registry/registry.ts';
import { createWorld, type World } from './world.ts';

/** Everything that exists while the double runs. */
interface Parts {
  readonly folder: string;
  readonly caFile: string;
  readonly authority: CertificateAuthority;
  readonly world: World;
  readonly store: ImageStore;
  readonly network: Network;
  readonly metadata: MetadataService[];
}

/**
 * Starts a double of IBM Cloud (IAM and Container Registry) on loopback.
 *
 * It runs in this process. Do not block the event loop while a client connects to it: use `spawn`, not
 * `spawnSync`.
 */
export async function startIbmCloud(options: IbmCloudOptions = {}): Promise<IbmCloud> {
  const parts = await startParts(options);
  const { world, network, store, caFile } = parts;
  const stop = createStop(parts);
  return {
    ...createArrangement(world),
    ...arrangeImages(world, store),
    ...createControls(world),
    ...createObservation(network),
    env: toEnvironment(parts),
    proxyUrl: network.proxy.url,
    caFile,
    ca: parts.authority.certificate,
    clock: world.clock,
    ledger: createLedger(world),
    issuedSecrets: () => listIssuedSecrets(world),
    registryKind: store.kind,
    startMetadata: async (server) => {
      const service = await startMetadata(world, parts.authority, server);
      parts.metadata.push(service);
      return service;
    },
    stop,
  };
}

async function startParts(options: IbmCloudOptions): Promise<Parts> {
  const folder = mkdtempSync(join(tmpdir(), 'ibm-cloud-'));
  const caFile = join(folder, 'ca.pem');
  const authority = await shareAuthority();
  writeFileSync(caFile, authority.certificate);
  const world = await createWorld(authority, {
    challengeQuotes: options.challengeQuotes ?? true,
    registryTokens: options.registryTokens ?? 'available',
  });
  createControls(world).setReplication({ deletedKeyGraceMs: options.deletedKeyGraceMs ?? 0 });
  const store = createImageStore(options.registry ?? 'auto', folder, caFile);
  const iam = createIam(world);
  const registries = createRegistries(world, store.find);
  const network = await startNetwork({
    authority,
    clock: world.clock,
    handle: (request) => (request.service.kind === 'iam' ? iam(request) : registries(request)),
    roundTripMs: options.roundTripMs ?? 0,
    proxyCredentials: options.proxyCredentials,
  });
  return { folder, caFile, authority, world, store, network, metadata: [] };
}

/** What must be done for each double that still runs when the process ends, for example after a failure. */
const abandoned = new Set<() => void>();
process.once('exit', () => {
  for (const abandon of abandoned) {
    abandon();
  }
});

function createStop({ folder, network, store, metadata }: Parts): () => Promise<void> {
  const abandon = (): void => {
    store.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const free = async (): Promise<void> => {
    abandoned.delete(abandon);
    const ended = await Promise.allSettled([
      network.stop(),
      store.stop(),
      ...metadata.map((service) => service.stop()),
    ]);
    rmSync(folder, { recursive: true, force: true });
    const failure = ended.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') {
      throw failure.reason;
    }
  };
  abandoned.add(abandon);
  let stopped: Promise<void> | undefined;
  return async () => {
    stopped ??= free();
    await stopped;
  };
}

function toEnvironment({ network, caFile, folder }: Parts): Record<string, string> {
  return {
    HTTPS_PROXY: network.proxy.url,
    https_proxy: network.proxy.url,
    NO_PROXY: '',
    no_proxy: '',
    NODE_EXTRA_CA_CERTS: caFile,
    SSL_CERT_FILE: caFile,
    // Nothing listens there, so a daemon on this machine is never asked to log in.
    DOCKER_HOST:
      process.platform === 'win32'
        ? 'npipe:////./pipe/no-daemon'
        : `unix://${join(folder, 'no-daemon.sock')}`,
  };
}
