/** Typical mistakes in pasted or templated secrets, with advice. A correct secret may look like this too. */
const MISTAKES: readonly (readonly [RegExp, string])[] = [
  [
    /^["'`“”‘’]|["'`“”‘’]$/,
    'The secret starts or ends with a quotation mark: store it without quotes.',
  ],
  [
    /^(?:export\s)?[A-Za-z_][\w.-]{0,60}=[^=]/,
    'The secret looks like NAME=value: store the value alone, without the name and the equals sign.',
  ],
  [
    /^(?:iam(?:apikey|bearer|refresh)|api-?key|token):/i,
    'The secret starts with a name and a colon: store what follows them alone.',
  ],
  [
    /^\$[({]?\w/,
    'The secret starts with a dollar sign, like a variable that was not replaced by its value: write `$' +
      '{{ secrets.NAME }}` in the workflow.',
  ],
];

/**
 * Describes a mistake that a refused secret seems to contain, without repeating any of the secret. Returns `undefined`
 * if nothing looks wrong.
 */
export function findMistake(secret: string): string | undefined {
  return MISTAKES.find(([shape]) => shape.test(secret))?.[1];
}
