import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';
import { api, type Page } from './api';
import type { Query } from './api/client';

/** A long list, fetched page by page as the person asks for more. `select`ed as one array. */
export function pagedQuery<T>(queryKey: QueryKey, path: string, query: Query = {}) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => api.get<Page<T>>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
}
