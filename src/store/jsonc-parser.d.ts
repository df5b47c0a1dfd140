/** The parser alone: the package's main file brings an editor and a formatter along. */
declare module 'jsonc-parser/lib/umd/impl/parser.js' {
  export { parse, parseTree } from 'jsonc-parser';
}
