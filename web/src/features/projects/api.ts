import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, type ProjectSummary } from '@/lib/api';

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => api.all<ProjectSummary>('/v1/projects', { query: { state: 'active' }, signal }),
});

export function useProjects() {
  return useQuery(projectsQuery);
}
