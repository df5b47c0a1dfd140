/** The part of ncc's API that the build uses; the package brings no types. */
declare module '@vercel/ncc' {
  interface Bundle {
    readonly code: string;
    /** The other files, by name. */
    readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>;
  }

  interface Options {
    readonly cache: boolean;
    readonly quiet: boolean;
    /** Whether the bundle is an ES module; by default what the entry is. */
    readonly esm: boolean;
    /** Modules that are not bundled, and what is required in their place. */
    readonly externals: Readonly<Record<string, string>>;
    /** The name of a file for the licenses of everything that is bundled. */
    readonly license: string;
    /** Removes the types without checking them. */
    readonly transpileOnly: boolean;
  }

  /** Rejects where a module cannot be found. */
  function ncc(entry: string, options: Options): Promise<Bundle>;

  export = ncc;
}
