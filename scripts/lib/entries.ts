/** What the runner starts: `src/NAME.ts`, built to `dist/NAME/index.js`. */
export const ENTRIES: readonly string[] = ['main', 'post', 'logout', 'sweep'];
