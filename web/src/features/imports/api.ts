import { queryOptions } from '@tanstack/react-query';
import { api, type Id, type ImportPreview, type ImportRun } from '@/lib/api';

/** The largest file the server takes, in bytes. */
export const MAX_SIZE = 50_000_000;

/** Milliseconds between two looks at a running import. */
const POLL = 400;

const send = <T>(file: File, query: Record<string, string | boolean>) =>
  api.post<T>('/v1/projects/imports', file, {
    query: { format: 'auto', fileName: file.name, ...query },
    contentType: /\.csv$/i.test(file.name) ? 'text/csv' : 'application/json',
  });

/** Reads the file without changing anything: what would be created, and what cannot be. */
export const previewImport = (file: File) => send<ImportPreview>(file, { dryRun: true });

export const startImport = (file: File, projectName: string) => send<ImportRun>(file, { dryRun: false, projectName });

export const cancelImport = (id: Id) => api.delete(`/v1/projects/imports/${id}`);

export const importQuery = (id: Id) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => api.get<ImportRun>(`/v1/projects/imports/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data && query.state.data.state !== 'running' ? false : POLL),
  });

const words: Record<string, [string, string]> = {
  statuses: ['status', 'statuses'],
  tasks: ['task', 'tasks'],
  subtasks: ['subtask', 'subtasks'],
  milestones: ['milestone', 'milestones'],
  labels: ['label', 'labels'],
  checklists: ['checklist', 'checklists'],
  checklistItems: ['checklist item', 'checklist items'],
  comments: ['comment', 'comments'],
  attachments: ['attachment', 'attachments'],
  people: ['person', 'people'],
};

/** `{tasks: 11, labels: 0}` as rows with words, in a fixed order; what is not there is left out. */
export function countRows(counts: Record<string, number>): { name: string; label: string; count: number }[] {
  const order = Object.keys(words);
  return Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([name, n]) => ({ name, label: words[name]?.[n === 1 ? 0 : 1] ?? name, count: n }))
    .sort((a, b) => (order.indexOf(a.name) + 1 || 99) - (order.indexOf(b.name) + 1 || 99));
}

const formats: Record<string, string> = { trello: 'Trello board', 'jira-csv': 'Jira, CSV', 'jira-json': 'Jira, JSON' };

export const formatName = (format: string): string => formats[format] ?? format;
