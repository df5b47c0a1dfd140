import type { ReceivedRequest } from '../network/http-message.ts';
import { invalidProperty } from './iam-refusal.ts';
import { parseFilter } from './scim-filter.ts';

/** One page of a list, in the format of the identity API. */
export interface Page<Item> {
  readonly frame: Readonly<Record<string, unknown>>;
  readonly items: readonly Item[];
}

/** The properties by which every kind of entity can be filtered and sorted. */
export interface Listed {
  readonly name: string;
  readonly description: string | undefined;
  readonly createdAt: number;
}

/** How to sort a list: the value to compare, by the name of the property. */
export type SortKeys<Item> = Readonly<Record<string, (item: Item) => string | number>>;

/** Filters and sorts a list, and returns the page that the query requests. */
export function paginate<Item extends Listed>(
  request: ReceivedRequest,
  all: readonly Item[],
  moreSortKeys: SortKeys<Item>,
): Page<Item> {
  const { query } = request;
  const size = Number(query.get('pagesize') ?? '20');
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    throw invalidProperty('pagesize', query.get('pagesize') ?? '', '1 to 100');
  }
  const filter = query.get('filter');
  const found = filter === null ? all : all.filter(parseFilter(filter));
  const wanted = sort(query, found, { ...SORT_KEYS, ...moreSortKeys });
  const offset = readPageToken(query.get('pagetoken'));
  const end = offset + size;
  return {
    frame: {
      context: { transaction_id: request.transactionId },
      offset,
      limit: size,
      first: toPageUrl(request, 0),
      ...(offset > 0 ? { previous: toPageUrl(request, Math.max(0, offset - size)) } : {}),
      ...(end < wanted.length ? { next: toPageUrl(request, end) } : {}),
    },
    items: wanted.slice(offset, end),
  };
}

const SORT_KEYS: SortKeys<Listed> = {
  name: ({ name }) => name,
  description: ({ description = '' }) => description,
  created_at: ({ createdAt }) => createdAt,
};

function sort<Item extends Listed>(
  query: URLSearchParams,
  items: readonly Item[],
  sortKeys: SortKeys<Item>,
): readonly Item[] {
  const property = query.get('sort') ?? 'created_at';
  const order = query.get('order') ?? 'asc';
  const toKey = Object.hasOwn(sortKeys, property) ? sortKeys[property] : undefined;
  if (toKey === undefined) {
    throw invalidProperty('sort', property, Object.keys(sortKeys).join(', '));
  }
  if (order !== 'asc' && order !== 'desc') {
    throw invalidProperty('order', order, 'asc, desc');
  }
  const direction = order === 'asc' ? 1 : -1;
  return [...items].sort((a, b) => {
    const [first, second] = [toKey(a), toKey(b)];
    return first === second ? 0 : first < second ? -direction : direction;
  });
}

function toPageUrl(request: ReceivedRequest, offset: number): string {
  const url = new URL(request.path, `https://${request.host}`);
  for (const [name, value] of request.query) {
    url.searchParams.set(name, value);
  }
  url.searchParams.delete('pagetoken');
  if (offset > 0) {
    url.searchParams.set('pagetoken', Buffer.from(`page:${offset}`).toString('base64url'));
  }
  return url.href;
}

function readPageToken(token: string | null): number {
  if (token === null) {
    return 0;
  }
  const offset = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  if (offset === undefined) {
    throw invalidProperty('pagetoken', token, 'a token of an earlier page');
  }
  return Number(offset);
}
