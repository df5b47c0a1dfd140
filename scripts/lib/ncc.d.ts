/** The part of ncc's API that the build uses; the package brings no types. */
declare module '@vercel/ncc' {
  interface Asset {
    readonly source: string | Uint8Array;
  }

  interface Bundle {
    readonly code: string;
    readonly map: string;
    /** The other files: shared chunks, their maps and a package.json. */
    readonly assets: Readonly<Record<string, Asset>>;
  }

  interface Options {
    readonly cache: false;
    readonly quiet: true;
    /** Whether the bundle is made of ES modules; by default what the entry is. */
    readonly esm: boolean;
    readonly sourceMap: true;
    readonly sourceMapRegister: false;
    readonly sourceMapBasePrefix: string;
    /** Takes the types out without checking them. */
    readonly transpileOnly: boolean;
  }

  /** Rejects when there is a type error anywhere in the project. */
  function ncc(entry: string, options: Options): Promise<Bundle>;

  export = ncc;
}
