/** What pasting and templates do to a secret, and what to do about it. A secret may look like this and be right. */
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
 * Says what a refused secret looks like, without repeating any of it; `undefined` where nothing about it is
 * remarkable.
 */
export function findMistake(secret: string): string | undefined {
  return MISTAKES.find(([shape]) => shape.test(secret))?.[1];
}
