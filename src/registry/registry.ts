/** An image from the input `region` that is checked after the login. */
export interface ImageReference {
  /** Namespace and repository, `ns/app`. */
  readonly repository: string;
  /** Tag or digest. */
  readonly reference: string;
}

/** A registry to log in to, by one of its hosts. */
export interface Registry {
  /** The host that the client uses. */
  readonly host: string;
  /**
   * The current public host. The public, the private and the deprecated host of a region are one registry and share
   * registry tokens.
   */
  readonly id: string;
  /** The name of the region, if this version lists it. */
  readonly region: string | undefined;
  /** Images to check the permission to pull for. */
  readonly images: readonly ImageReference[];
}

/** What a registry login needs: a Docker username, and the secret that belongs to it. */
export interface BasicCredential {
  readonly username: string;
  readonly secret: string;
}

/** Names a registry in the log: `us.icr.io (us-south)`. */
export function nameRegistry({ host, region }: Registry): string {
  return region === undefined ? host : `${host} (${region})`;
}

/** Lists the hosts of registries in a sentence: `us.icr.io, de.icr.io`. */
export function listHosts(registries: readonly Registry[]): string {
  return registries.map(({ host }) => host).join(', ');
}
