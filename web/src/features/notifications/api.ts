import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, type Id, type Notice, type NotificationPreferences } from '@/lib/api';

export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'count'],
  queryFn: ({ signal }) => api.get<{ unread: number }>('/v1/notifications/count', { signal }),
});

/** How many notices wait in the inbox; 0 until known. */
export function useUnreadCount(): number {
  return useQuery(unreadQuery).data?.unread ?? 0;
}

export const noticesQuery = (unread: boolean) =>
  queryOptions({
    queryKey: ['notifications', 'list', { unread }],
    queryFn: ({ signal }) => api.all<Notice>('/v1/notifications', { query: unread ? { unread: true } : {}, signal }, 200),
  });

export const preferencesQuery = queryOptions({
  queryKey: ['notifications', 'preferences'],
  queryFn: ({ signal }) => api.get<NotificationPreferences>('/v1/notifications/preferences', { signal }),
});

export const notificationsApi = {
  read: (id: Id) => api.post(`/v1/notifications/${id}/read`),
  readAll: () => api.post('/v1/notifications/read-all'),
  savePreferences: (preferences: NotificationPreferences) => api.put<NotificationPreferences>('/v1/notifications/preferences', preferences),
};
