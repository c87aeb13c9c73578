import type { Priority, TaskSummary } from '@/lib/api';
import { addDays, today } from '@/lib/format';

/** What the project's address says after `?`: the view, the peeked task, and what is filtered. Absent means all. */
export interface ProjectSearch {
  view?: 'list';
  peek?: string;
  q?: string;
  assignee?: string;
  label?: string;
  priority?: Priority;
  due?: 'late' | 'week' | 'none';
  milestone?: string;
}

const DUE = ['late', 'week', 'none'];
const PRIORITY = ['none', 'low', 'medium', 'high', 'urgent'];

export function projectSearch(raw: Record<string, unknown>): ProjectSearch {
  const text = (name: string, most = 64) => (typeof raw[name] === 'string' && raw[name] !== '' ? (raw[name] as string).slice(0, most) : undefined);
  const found: Record<string, string | undefined> = {
    view: raw.view === 'list' ? 'list' : undefined,
    peek: text('peek'),
    q: raw.q === undefined ? undefined : String(raw.q).slice(0, 200),
    assignee: text('assignee'),
    label: text('label'),
    milestone: text('milestone'),
    priority: PRIORITY.includes(raw.priority as string) ? (raw.priority as string) : undefined,
    due: DUE.includes(raw.due as string) ? (raw.due as string) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, v]) => v !== undefined)) as ProjectSearch;
}

export const FILTERS = ['q', 'assignee', 'label', 'priority', 'due', 'milestone'] as const;
export const isFiltered = (search: ProjectSearch) => FILTERS.some((f) => search[f]);

/** A test for tasks; `assignee` may be `none`. */
export function filterOf(search: ProjectSearch, now = new Date()): (task: TaskSummary) => boolean {
  if (!isFiltered(search)) return () => true;
  const words = search.q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const t = today(now);
  const week = addDays(t, 7);
  return (task) => {
    if (words.length && !words.every((w) => task.title.toLowerCase().includes(w) || task.key.toLowerCase() === w)) return false;
    if (search.assignee === 'none' ? task.assigneeIds.length > 0 : search.assignee && !task.assigneeIds.includes(search.assignee)) return false;
    if (search.label && !task.labelIds.includes(search.label)) return false;
    if (search.milestone && task.milestoneId !== search.milestone) return false;
    if (search.priority && task.priority !== search.priority) return false;
    if (search.due === 'none' && task.dueDate) return false;
    if (search.due === 'late' && !(task.dueDate && task.dueDate < t && !task.completedAt)) return false;
    if (search.due === 'week' && !(task.dueDate && task.dueDate <= week && !task.completedAt)) return false;
    return true;
  };
}
