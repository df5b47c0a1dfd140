import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { toRegistryName } from '../hosts.ts';
import type { World } from '../world.ts';
import { type Backends, createBackends } from './backend.ts';
import { hasDistribution, startDistribution } from './distribution.ts';
import { hasImage, type ImageName, pushImage } from './images.ts';
import { createMemoryRegistry } from './memory-registry.ts';

/** Where images are stored: in the same registry program that others use, or in memory. */
export type ImageStoreKind = 'distribution' | 'memory';

/** The images of all registries. */
export interface ImageStore extends Backends {
  readonly kind: ImageStoreKind;
}

/** How a test can create and check images, regardless of permissions. */
export interface ImageArrangement {
  /** Pushes a small image with one layer. Its namespace must exist. */
  seedImage(registry: string, repository: string, tag: string): Promise<void>;
  hasImage(registry: string, repository: string, tag: string): Promise<boolean>;
}

/** Creates the store. Each registry's store starts when it is first needed. */
export function createImageStore(
  wanted: ImageStoreKind | 'auto',
  folder: string,
  rootCertificate: string,
): ImageStore {
  const available = hasDistribution() ? 'distribution' : 'memory';
  const kind = wanted === 'auto' ? available : wanted;
  if (kind === 'memory') {
    return { kind, ...createBackends(async () => createMemoryRegistry()) };
  }
  const images = join(folder, 'registries');
  mkdirSync(images);
  return {
    kind,
    ...createBackends((registry) =>
      startDistribution({ registry, folder: images, rootCertificate }),
    ),
  };
}

/** Creates the functions to arrange images. */
export function arrangeImages(world: World, store: ImageStore): ImageArrangement {
  return {
    seedImage: async (registry, repository, tag) => {
      const image = toImage(registry, repository, tag);
      const [namespace = ''] = repository.split('/', 1);
      if (world.namespaces.find(image.registry, namespace) === undefined) {
        throw new Error(`Make the namespace ${namespace} in ${image.registry} first.`);
      }
      await pushImage(world, await store.find(image.registry), image);
    },
    hasImage: async (registry, repository, tag) => {
      const image = toImage(registry, repository, tag);
      return await hasImage(world, await store.find(image.registry), image);
    },
  };
}

function toImage(nameOrHost: string, repository: string, tag: string): ImageName {
  return { registry: toRegistryName(nameOrHost), repository, tag };
}
