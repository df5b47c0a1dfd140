/** An image to look for after the login, as named in the `region` input. */
export interface ImageReference {
  /** Namespace and repository, `ns/app`. */
  readonly repository: string;
  /** Tag or digest. */
  readonly reference: string;
}

/** A registry to log in to, by one of its hosts. */
export interface Registry {
  /** The host as the client will use it. */
  readonly host: string;
  /**
   * The public host of today. The public, the private and the deprecated host of a region are one
   * registry and share registry tokens.
   */
  readonly id: string;
  /** The region's name, where it is in the table. */
  readonly region: string | undefined;
  /** Images to check the permission to pull for. */
  readonly images: readonly ImageReference[];
}

/** What a registry is presented: a Docker username and the secret that goes with it. */
export interface BasicCredential {
  readonly username: string;
  readonly secret: string;
}

/** How a registry is called in the log: `us.icr.io (us-south)`. */
export function nameRegistry({ host, region }: Registry): string {
  return region === undefined ? host : `${host} (${region})`;
}

/** The hosts of registries as a phrase: `us.icr.io, de.icr.io`. */
export function listHosts(registries: readonly Registry[]): string {
  return registries.map(({ host }) => host).join(', ');
}
