/** A form in which a secret may be written. */
export interface SecretForm {
  readonly name: string;
  readonly text: string;
}

/** Shorter base64 text would match by chance. */
const SHORTEST_BASE64 = 8;

/**
 * Lists every form of a secret that must not be left anywhere. The base64 forms contain only the characters
 * that depend on nothing but the secret, so they match after `user:`, inside JSON, or anywhere else.
 */
export function listSecretForms(secret: string): readonly SecretForm[] {
  const forms: SecretForm[] = [
    { name: 'raw', text: secret },
    { name: 'json', text: JSON.stringify(secret).slice(1, -1) },
    { name: 'url', text: encodeURIComponent(secret) },
    { name: 'form', text: new URLSearchParams({ '': secret }).toString().slice(1) },
    { name: 'hex', text: Buffer.from(secret).toString('hex') },
  ];
  for (const shift of [0, 1, 2]) {
    const text = encodeAlone(secret, shift);
    if (text.length >= SHORTEST_BASE64) {
      forms.push(
        { name: `base64 (shift ${shift})`, text },
        {
          name: `base64url (shift ${shift})`,
          text: text.replaceAll('+', '-').replaceAll('/', '_'),
        },
        { name: `base64 in a url (shift ${shift})`, text: encodeURIComponent(text) },
      );
    }
  }
  return keepDistinct(forms);
}

/** The base64 form after `shift` other bytes, without the characters that also depend on neighboring bytes. */
function encodeAlone(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  const encoded = bytes.toString('base64');
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor((bytes.length * 8) / 6);
  return encoded.slice(first, last);
}

function keepDistinct(forms: readonly SecretForm[]): readonly SecretForm[] {
  const seen = new Set<string>();
  return forms.filter(({ text }) => {
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
