/** Typical mistakes in pasted or templated secrets, with advice. A correct secret may look like this too. */
const MISTAKES: readonly (readonly [isLike: (secret: string) => boolean, advice: string])[] = [
  [
    like(/^["'`“”‘’]|["'`“”‘’][,;]?$/),
    'The secret starts or ends with a quotation mark: store it without quotes.',
  ],
  [
    like(/^(?:export\s|set\s|\$env:)?[A-Za-z_][\w.-]{0,60}\s?=\s?[^=\s]/i),
    'The secret looks like NAME=value: store only the value, without the name and the equals sign.',
  ],
  [
    like(/^[A-Za-z_][\w-]{0,60}:(?!\/\/)/),
    'The secret starts with a name and a colon: store only what follows the colon.',
  ],
  [
    like(/^\$[({]?\w/),
    'The secret starts with a dollar sign, like a variable that was not replaced with its value: write `$' +
      '{{ secrets.NAME }}` in the workflow.',
  ],
  [
    like(
      /^(?:\$?\{\{|(?:secrets|vars|env|inputs|github|steps|needs)\.\w|%\w+%$|<[^>]*>$|op:\/\/|@\S)/i,
    ),
    'The secret looks like the name of a secret or variable that was not replaced with its value: write `$' +
      '{{ secrets.NAME }}` in the workflow.',
  ],
  [like(/^[{[]/), 'The secret is JSON: store only the credential that is in it.'],
  [
    like(/^(?:gh[oprsu]_|github_pat_|glpat-|dckr_[a-z]{3}_|AKIA[A-Z0-9]|npm_|pypi-|xox[a-z]-)/),
    'The secret looks like a credential for another service: store an IBM Cloud credential.',
  ],
  [
    isEncoded,
    'The secret is base64 text, as Kubernetes and Docker store it: store only the decoded credential, without a username.',
  ],
  [
    like(/[^\s\x21-\x7e]|\\/),
    'The secret contains a character that IBM Cloud credentials never contain, perhaps an invisible one: copy it again, as plain text.',
  ],
];

function like(shape: RegExp): (secret: string) => boolean {
  return (secret) => shape.test(secret);
}

/** A shorter text is not treated as encoded: random characters may decode to readable text by chance. */
const LEAST_BYTES = 20;

function isEncoded(secret: string): boolean {
  const isBase64 = secret.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(secret);
  const decoded = isBase64 ? Buffer.from(secret, 'base64').toString('latin1') : '';
  return decoded.length >= LEAST_BYTES && /^[\s\x21-\x7e]+$/.test(decoded);
}

/**
 * Describes a mistake that a refused secret seems to contain, without repeating any of the secret. Returns `undefined`
 * if nothing looks wrong.
 */
export function findMistake(secret: string): string | undefined {
  return MISTAKES.find(([isLike]) => isLike(secret))?.[1];
}
