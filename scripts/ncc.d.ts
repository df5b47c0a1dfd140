/** The part of ncc's API that the build uses. The package contains no types. */
declare module '@vercel/ncc' {
  interface Bundle {
    readonly code: string;
    /** The other files, by name. */
    readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>;
  }

  interface Options {
    readonly cache: boolean;
    readonly quiet: boolean;
    /** Whether the bundle is an ES module. By default, the same as the entry. */
    readonly esm: boolean;
    /** Modules that are not bundled, and the modules to load instead. */
    readonly externals: Readonly<Record<string, string>>;
    /** The name of a file for the licenses of all bundled packages. */
    readonly license: string;
    /** Removes the types without checking them. */
    readonly transpileOnly: boolean;
  }

  /** Rejects if a module cannot be found. */
  function ncc(entry: string, options: Options): Promise<Bundle>;

  export = ncc;
}
