import { distance } from 'fastest-levenshtein';
import { ActionError } from '../errors/action-error.ts';
import { LINKS, linkToDocs } from '../errors/links.ts';
import { disarm } from '../text/disarm.ts';
import { isNamespace, parseImage } from './image-reference.ts';
import { REGIONS, type Region } from './regions.ts';
import type { ImageReference, Registry } from './registry.ts';
import {
  findMeantHost,
  identifyRegistry,
  isEntitledHost,
  isIcrHost,
  isUsEast,
  toPrivateHost,
} from './registry-host.ts';

/** Longer values are not repeated in an error, because someone may have put a secret into the wrong input. */
const REPEATED_CHARACTERS = 40;

/** The most edits between two names that count as similar. */
const SIMILAR_EDITS = 4;

/** How IBM's toolchains write a region: `ibm:yp:us-south`. */
const TOOLCHAIN = /^ibm:yp:/i;

/** An internet host, perhaps with a port, or any host with a port. */
const HOST = /^(?:(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}(?::\d{1,5})?|[a-z0-9.-]+:\d{1,5})$/;

/** Other registries that users log in to. No similar name is suggested: `ghcr.io` is only two edits from `icr.io`. */
const OTHER_REGISTRY =
  /^(?:(?:[a-z0-9-]+\.)*(?:docker\.io|docker\.com|ghcr\.io|quay\.io|gcr\.io|pkg\.dev|azurecr\.io|amazonaws\.com|ecr\.aws|gitlab\.com|redhat\.(?:io|com)|microsoft\.com|nvcr\.io|k8s\.io))$/;

/** Explains how to log in to the Entitled Registry; relative to `docs/`. */
const ENTITLED_RECIPE = 'recipes.md#the-entitled-registry-alongside-icr';

/** Other characters with which users separate or enclose a list. */
const SEPARATORS = /[\s;|[\]"']+|^-(?=\s)/;

/** The registries in the input `region`, and what its user should know about them. */
export interface ResolvedRegistries {
  /** At least one. */
  readonly registries: readonly [Registry, ...Registry[]];
  readonly notices: readonly string[];
}

interface Options {
  /** Use the private-network host of every registry. */
  readonly privateNetwork: boolean;
}

/**
 * Resolves the input `region`.
 *
 * @param text one or more entries, separated by commas or new lines. Each is a region, a former region name, `global`,
 * a registry host or an image reference. The case of regions and hosts does not matter.
 * @returns one registry for each host, in the given order. The images of repeated hosts are merged.
 * @throws ActionError `region-unknown` for anything else, `conflicting-inputs` for `private` with a
 * deprecated host, `input-invalid` for an empty list.
 */
export function resolveRegistries(text: string, { privateNetwork }: Options): ResolvedRegistries {
  const entries = text.split(/[,\n]/).map((entry) => entry.trim());
  const given = entries.filter((entry) => entry !== '');
  const notices = new Set<string>();
  const byHost = new Map<string, Registry>();
  for (const entry of given) {
    const registry = resolveEntry(entry, privateNetwork, notices);
    const earlier = byHost.get(registry.host);
    const images = [...(earlier?.images ?? []), ...registry.images];
    byHost.set(registry.host, { ...registry, images });
  }
  const [first, ...others] = byHost.values();
  if (first === undefined) {
    throw new ActionError('input-invalid', {
      problem: 'The input `region` is empty.',
      fix: `Give a region (${REGIONS.map(({ name }) => name).join(', ')}) or a registry host such as us.icr.io.`,
      link: LINKS.regions,
    });
  }
  return { registries: [first, ...others], notices: [...notices] };
}

function resolveEntry(given: string, privateNetwork: boolean, notices: Set<string>): Registry {
  const entry = given.replace(TOOLCHAIN, '').replace(/(?<!\/)\/+$/, '');
  const slash = entry.indexOf('/');
  const name = (slash === -1 ? entry : entry.slice(0, slash)).toLowerCase();
  const region = slash === -1 ? findRegion(name) : undefined;
  const host = region?.host ?? name;
  const deprecated = REGIONS.find(({ deprecatedHost }) => deprecatedHost === host);
  if (deprecated === undefined && !isIcrHost(host)) {
    throw refuseEntry(entry, name);
  }
  const images = slash === -1 ? [] : readImages(entry, slash);
  if (deprecated !== undefined) {
    return resolveDeprecated({ host, region: deprecated, images, privateNetwork, notices });
  }
  const id = identifyRegistry(host);
  const known = REGIONS.find((candidate) => candidate.host === id);
  if (known === undefined) {
    notices.add(
      `${host} is not in this action's table of registries. It is used as given: it may be a new region, or IBM's staging.`,
    );
  }
  return { host: privateNetwork ? toPrivateHost(id) : host, id, region: known?.name, images };
}

function findRegion(name: string): Region | undefined {
  return REGIONS.find((region) => region.name === name || region.formerName === name);
}

function readImages(entry: string, slash: number): readonly ImageReference[] {
  const path = entry.slice(slash + 1);
  if (isNamespace(path)) {
    return [];
  }
  const image = parseImage(path);
  if (image === undefined) {
    throw new ActionError('input-invalid', {
      problem: `${nameEntry(entry)} starts with a registry host, but isn't an image reference.`,
      fix: 'Give the host alone (us.icr.io), or a whole image reference in lower case (us.icr.io/namespace/repository:tag).',
      link: LINKS.regions,
    });
  }
  return [image];
}

interface DeprecatedEntry {
  readonly host: string;
  readonly region: Region;
  readonly images: readonly ImageReference[];
  readonly privateNetwork: boolean;
  readonly notices: Set<string>;
}

function resolveDeprecated({
  host,
  region,
  images,
  privateNetwork,
  notices,
}: DeprecatedEntry): Registry {
  if (privateNetwork) {
    throw new ActionError('conflicting-inputs', {
      problem: `\`private\` does not work with \`region\`: ${host} has no private host.`,
      fix: `Set \`region: ${region.name}\`, or use the current host, ${region.host}.`,
      link: LINKS.privateNetwork,
    });
  }
  notices.add(
    `${host} has been deprecated since 2019. The same registry is now ${region.host}: use that, or \`region: ${region.name}\`.`,
  );
  return { host, id: region.host, region: region.name, images };
}

function refuseEntry(entry: string, name: string): ActionError {
  if (isUsEast(name)) {
    return unknownRegion(
      'The region us-east has no registry.',
      'Use the one that has your namespace: `global` (icr.io) or `us-south` (us.icr.io).',
    );
  }
  if (isEntitledHost(name)) {
    return unknownRegion(
      `${name} is the IBM Entitled Registry, which is a different product with different credentials.`,
      'This action logs in to IBM Cloud Container Registry. For entitled software, use docker/login-action alongside this action, with the username `cp` and your entitlement key.',
      linkToDocs(ENTITLED_RECIPE),
    );
  }
  const meant = findMeantHost(name);
  if (meant !== undefined) {
    return unknownRegion(
      `${name} isn't a registry host: did you mean ${meant}?`,
      'Give the region alone (us-south), or the host of its registry (us.icr.io).',
    );
  }
  if (/^[a-z][a-z0-9+-]*:\/\//i.test(entry)) {
    return unknownRegion(
      'An entry of the input `region` is a URL.',
      'Give the host alone, for example us.icr.io, without https:// or another scheme.',
    );
  }
  if (/(?:^|\s)#/.test(entry)) {
    return unknownRegion(
      `${nameEntry(entry)} contains a comment.`,
      'Remove the comment: in a block of YAML (`|`), `#` is part of the value.',
    );
  }
  const region = findRegion(name);
  if (region !== undefined) {
    return unknownRegion(
      `${nameEntry(entry)} is an image reference with a region instead of its host.`,
      `Write it with the host, ${region.host}, or give the region alone.`,
    );
  }
  const words = entry.toLowerCase().split(SEPARATORS).filter(Boolean);
  if (words.length > 0 && words.every((word) => findRegion(word) || isIcrHost(word))) {
    return unknownRegion(
      `${nameEntry(entry)} isn't a list of regions.`,
      'Separate the regions by commas or new lines, without brackets, quotes or dashes: us-south, eu-de.',
    );
  }
  const hosts = /[.:@]/.test(name);
  const problem = `${nameEntry(entry)} isn't ${hosts ? 'a host' : 'a region'} of IBM Cloud Container Registry.`;
  const near = OTHER_REGISTRY.test(name) ? [] : findNear(name);
  if (!HOST.test(name)) {
    return unknownRegion(problem, suggest(near));
  }
  // The name of another registry may differ by a few letters only, such as lscr.io.
  const elsewhere = 'For another registry, use docker/login-action alongside this action.';
  return unknownRegion(problem, near.length === 0 ? elsewhere : `${suggest(near)} ${elsewhere}`);
}

function unknownRegion(problem: string, fix: string, link: string = LINKS.regions): ActionError {
  return new ActionError('region-unknown', { problem, fix, link });
}

function nameEntry(entry: string): string {
  return entry.length > REPEATED_CHARACTERS
    ? 'A value in the input `region`, which is not repeated here because it may be a secret in the wrong input,'
    : `"${disarm(entry)}" in the input \`region\``;
}

/** Finds the known names that are nearest to an unknown one, at most three. */
function findNear(name: string): readonly string[] {
  const names = REGIONS.flatMap((region) => [
    region.name,
    region.host,
    region.formerName ?? region.name,
  ]);
  return [...new Set(names)]
    .map((candidate) => ({
      candidate,
      edits: distance(name.slice(0, REPEATED_CHARACTERS), candidate),
    }))
    .filter(({ candidate, edits }) => edits <= Math.min(SIMILAR_EDITS, candidate.length / 2))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Suggests the nearest names first, then lists all regions, so that users need not search for them. */
function suggest(near: readonly string[]): string {
  const all = `The regions are ${REGIONS.map((region) => region.name).join(', ')}.`;
  return near.length === 0 ? all : `Did you mean ${near.join(', ')}? ${all}`;
}
