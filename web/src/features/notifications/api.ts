import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api';

export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'count'],
  queryFn: ({ signal }) => api.get<{ unread: number }>('/v1/notifications/count', { signal }),
});

/** How many notices wait in the inbox; 0 until known. */
export function useUnreadCount(): number {
  return useQuery(unreadQuery).data?.unread ?? 0;
}
