import type { ImageReference } from './registry.ts';

// The grammar of distribution/reference: lower-case path components, then a tag or a digest.
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = 'sha256:[a-f0-9]{64}';
const IMAGE = new RegExp(
  `^(?<repository>${COMPONENT}(?:/${COMPONENT})+)(?::(?<tag>${TAG}))?(?:@(?<digest>${DIGEST}))?$`,
);

const NAMESPACE = new RegExp(`^${COMPONENT}$`);

/** Whether the text after the host is only a namespace, which `docker login` accepts too. */
export function isNamespace(text: string): boolean {
  return NAMESPACE.test(text);
}

/**
 * Parses the text after the host in an image reference (`ns/app:1`, `ns/app@sha256:…`).
 *
 * @returns the image. Its reference is the digest, else the tag, else `latest`. `undefined` if the text is not an
 * image, or is only a namespace.
 */
export function parseImage(text: string): ImageReference | undefined {
  const groups = IMAGE.exec(text)?.groups;
  const repository = groups?.['repository'];
  if (repository === undefined) {
    return undefined;
  }
  return { repository, reference: groups?.['digest'] ?? groups?.['tag'] ?? 'latest' };
}
