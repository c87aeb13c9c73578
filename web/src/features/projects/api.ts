import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  api,
  type Board,
  type Id,
  type Label,
  type LocalDate,
  type Milestone,
  type Project,
  type ProjectSummary,
  type ProjectTemplate,
  type Status,
  type Task,
  type TaskSummary,
} from '@/lib/api';
import type { Permission, ProjectRole } from '@/lib/policy';
import { byPosition, fromBoard, type BoardState } from './board-state';
import { overlay, overlayTask, useWishes } from './pending';

export type TaskAcross = TaskSummary & { projectName: string };

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => api.all<ProjectSummary>('/v1/projects', { query: { state: 'active' }, signal }),
});

export const archivedQuery = queryOptions({
  queryKey: ['projects', 'archived'],
  queryFn: ({ signal }) => api.all<ProjectSummary>('/v1/projects', { query: { state: 'archived' }, signal }),
});

export function useProjects() {
  return useQuery(projectsQuery);
}

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => api.all<ProjectTemplate>('/v1/projects/templates', { signal }),
});

/** A whole board in one request; the live stream keeps it true from then on. */
export const boardQuery = (projectId: Id) =>
  queryOptions({
    queryKey: ['board', projectId],
    queryFn: async ({ signal }) => fromBoard(await api.get<Board>(`/v1/projects/${projectId}/board`, { signal })),
    staleTime: Infinity,
    // The reducers share what did not change; comparing 5,000 tasks again would only cost.
    structuralSharing: false,
  });

export const projectQuery = (projectId: Id) =>
  queryOptions({
    queryKey: ['project', projectId],
    queryFn: ({ signal }) => api.get<Project>(`/v1/projects/${projectId}`, { signal }),
  });

/** What the person may do in the project. */
export const permissionsQuery = (projectId: Id) =>
  queryOptions({
    queryKey: ['project', projectId, 'permissions'],
    queryFn: ({ signal }) => api.all<Permission>(`/v1/projects/${projectId}/permissions`, { signal }),
  });

export interface BoardView extends BoardState {
  /** Statuses in their order with their tasks in theirs. */
  columns: { status: Status; tasks: TaskSummary[] }[];
}

/** The board as the person sees it: confirmed state with their unanswered wishes laid over it. */
export function useBoard(projectId: Id) {
  const query = useQuery(boardQuery(projectId));
  const wishes = useWishes((s) => s.wishes);
  const board = query.data;
  const view = useMemo<BoardView | undefined>(() => {
    if (!board) return undefined;
    const tasks = overlay(board, wishes);
    const byStatus = new Map<Id, TaskSummary[]>(board.project.statuses.map((s) => [s.id, []]));
    for (const task of tasks.values()) byStatus.get(task.statusId)?.push(task);
    const columns = [...board.project.statuses].sort(byPosition).map((status) => ({ status, tasks: byStatus.get(status.id)!.sort(byPosition) }));
    return { ...board, tasks, columns };
  }, [board, wishes]);
  return { ...query, view };
}

export const taskQuery = (taskId: Id) =>
  queryOptions({
    queryKey: ['task', taskId],
    queryFn: ({ signal }) => api.get<Task>(`/v1/tasks/${taskId}`, { signal }),
    staleTime: 5 * 60_000,
  });

/** One task in full with the unanswered wishes laid over it; `task` is null once its deletion is wished. */
export function useTask(taskId: Id) {
  const query = useQuery(taskQuery(taskId));
  const wishes = useWishes((s) => s.wishes);
  const { data } = query;
  const task = useMemo(() => (data ? overlayTask(data, wishes) : undefined), [data, wishes]);
  return { ...query, task };
}

export interface NewProject {
  id: Id;
  name: string;
  key?: string;
  description?: string;
  color?: string;
  templateId?: Id;
  startDate?: LocalDate;
}

const path = (projectId: Id, part: string, id?: Id) => `/v1/projects/${projectId}/${part}${id ? `/${id}` : ''}`;

/** Changes that wait for the server: they are rare, and their form says what went wrong. */
export const projectsApi = {
  create: (project: NewProject) => api.post<Project>('/v1/projects', project),
  change: (id: Id, patch: Partial<Pick<Project, 'name' | 'description' | 'color' | 'state' | 'startDate' | 'dueDate' | 'restricted'>>) =>
    api.patch<Project>(`/v1/projects/${id}`, patch),
  delete: (id: Id) => api.delete(`/v1/projects/${id}`),
  restore: (id: Id) => api.post<Project>(`/v1/projects/${id}/restore`),
  saveTemplate: (name: string, fromProjectId: Id) => api.post<ProjectTemplate>('/v1/projects/templates', { name, fromProjectId }),
  putMember: (projectId: Id, personId: Id, role: ProjectRole) => api.put(path(projectId, 'members', personId), { role }),
  removeMember: (projectId: Id, personId: Id) => api.delete(path(projectId, 'members', personId)),
  putTeam: (projectId: Id, teamId: Id, role: ProjectRole) => api.put(path(projectId, 'teams', teamId), { role }),
  removeTeam: (projectId: Id, teamId: Id) => api.delete(path(projectId, 'teams', teamId)),
  addStatus: (projectId: Id, status: Pick<Status, 'id' | 'name' | 'category' | 'position'>) => api.post<Status>(path(projectId, 'statuses'), status),
  changeStatus: (projectId: Id, id: Id, patch: Partial<Omit<Status, 'id'>>) => api.patch<Status>(path(projectId, 'statuses', id), patch),
  deleteStatus: (projectId: Id, id: Id, moveTo?: Id) => api.delete(path(projectId, 'statuses', id), { query: { moveTo } }),
  addLabel: (projectId: Id, label: Label) => api.post<Label>(path(projectId, 'labels'), label),
  addMilestone: (projectId: Id, milestone: { id: Id; name: string }) => api.post<Milestone>(path(projectId, 'milestones'), milestone),
};
