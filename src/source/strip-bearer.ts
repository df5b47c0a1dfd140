/** Takes the `Bearer ` away that a token copied from a header or from the CLI starts with. */
export function stripBearer(text: string): string {
  return text.replace(/^bearer\s+/i, '');
}
