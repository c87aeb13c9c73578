import { queryOptions } from '@tanstack/react-query';
import { api, type Activity, type Comment, type Id } from '@/lib/api';

export const commentsQuery = (taskId: Id) =>
  queryOptions({
    queryKey: ['comments', taskId],
    queryFn: ({ signal }) => api.all<Comment>('/v1/comments', { query: { taskId }, signal }),
  });

export const activityQuery = (of: { taskId: Id } | { projectId: Id }) =>
  queryOptions({
    queryKey: ['activity', of],
    queryFn: async ({ signal }) => (await api.get<{ items: Activity[] }>('/v1/activity', { query: { ...of, limit: 50 }, signal })).items,
  });

export const commentsApi = {
  add: (comment: { id: Id; taskId: Id; body: string }) => api.post<Comment>('/v1/comments', comment),
  change: (id: Id, body: string) => api.put<Comment>(`/v1/comments/${id}`, { body }),
  delete: (id: Id) => api.delete(`/v1/comments/${id}`),
};
