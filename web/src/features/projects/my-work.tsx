import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheckBig } from 'lucide-react';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonPage } from '@/components/ui/skeleton';
import { api } from '@/lib/api';
import { addDays, today } from '@/lib/format';
import type { TaskAcross } from './api';
import { PriorityIcon } from './icons';
import { DueDate } from './task-card';

export const myWorkQuery = queryOptions({
  queryKey: ['my-work'],
  queryFn: ({ signal }) => api.all<TaskAcross>('/v1/tasks', { query: { assignee: 'me', open: true }, signal }, 500),
});

const far = '9999';

/** By due date, the dateless last; within a day the urgent first. */
export function bySoonest(a: TaskAcross, b: TaskAcross): number {
  const weight = { urgent: 0, high: 1, medium: 2, low: 3, none: 4 };
  return (a.dueDate ?? far).localeCompare(b.dueDate ?? far) || weight[a.priority] - weight[b.priority] || a.id.localeCompare(b.id);
}

/** Everything assigned to me that is open, across projects, by when it is due. */
export function MyWork() {
  const { data, error, refetch } = useQuery(myWorkQuery);
  const t = today();
  const week = addDays(t, 7);
  const sorted = data ? [...data].sort(bySoonest) : [];
  const groups = [
    { name: 'Late', tasks: sorted.filter((x) => x.dueDate && x.dueDate < t) },
    { name: 'Today', tasks: sorted.filter((x) => x.dueDate === t) },
    { name: 'Next seven days', tasks: sorted.filter((x) => x.dueDate && x.dueDate > t && x.dueDate <= week) },
    { name: 'Later', tasks: sorted.filter((x) => x.dueDate && x.dueDate > week) },
    { name: 'No date', tasks: sorted.filter((x) => !x.dueDate) },
  ].filter((g) => g.tasks.length > 0);
  return (
    <>
      <PageHeader title="My work" after={data && <span className="text-ink-3 tabular-nums">{data.length}</span>} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <SkeletonPage />}
        {data?.length === 0 && (
          <EmptyState icon={<CircleCheckBig />} title="Nothing waits for you">
            Tasks that are assigned to you appear here, the most pressing first.
          </EmptyState>
        )}
        {groups.map((g) => (
          <section key={g.name} aria-label={g.name}>
            <h2 className="sticky top-0 z-10 flex h-9 items-center gap-2 border-b border-line bg-canvas px-4 font-medium">
              {g.name} <span className="font-normal text-ink-3 tabular-nums">{g.tasks.length}</span>
            </h2>
            <TaskLines tasks={g.tasks} />
          </section>
        ))}
      </div>
    </>
  );
}

/** Tasks of several projects as rows. */
export function TaskLines({ tasks }: { tasks: TaskAcross[] }) {
  return (
    <ul>
      {tasks.map((t) => (
        <li key={t.id} className="border-b border-line/60">
          <Link to="/projects/$projectId/tasks/$taskId" params={{ projectId: t.projectId, taskId: t.id }} className="flex h-9 items-center gap-3 px-4 hover:bg-hover">
            <PriorityIcon priority={t.priority} />
            <span className="w-16 shrink-0 truncate text-xs text-ink-3 tabular-nums max-md:hidden">{t.key}</span>
            <span className="min-w-0 flex-1 truncate">{t.title}</span>
            <span className="max-w-44 shrink-0 truncate text-xs text-ink-3 max-md:hidden">{t.projectName}</span>
            <span className="w-20 shrink-0 text-right text-xs text-ink-3">{t.dueDate && <DueDate date={t.dueDate} />}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
