import { useQuery } from '@tanstack/react-query';
import { Avatar } from '@/components/ui/avatar';
import { ErrorLine } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import { usePeople } from '@/features/users';
import type { Activity, Id, Task } from '@/lib/api';
import { ago, duration, fullTime, shortDate } from '@/lib/format';
import { activityQuery } from './api';

/** What happened, newest first, in sentences. */
export function ActivityFeed({ of }: { of: { taskId: Id } | { projectId: Id } }) {
  const { data, error, isPending, refetch } = useQuery(activityQuery(of));
  const people = usePeople();
  if (isPending) return <Skeleton className="h-20 w-full" />;
  if (error) return <ErrorLine error={error} retry={() => void refetch()} />;
  if (data.length === 0) return <p className="text-ink-3">Nothing has happened yet.</p>;
  return (
    <ol className="grid gap-2.5">
      {data.map((a) => {
        const who = a.actorName ?? (a.actorId ? people.name(a.actorId) : 'Atelier');
        return (
          <li key={a.seq} className="flex items-start gap-2.5 text-sm text-ink-2">
            <Avatar name={who} size={18} decorative className="mt-px" />
            <p className="min-w-0 flex-1 wrap-anywhere">
              <span className="font-medium text-ink">{who}</span> {sentence(a, people.name)}{' '}
              <time dateTime={a.at} title={fullTime(a.at)} className="whitespace-nowrap text-ink-3">
                · {ago(a.at)}
              </time>
            </p>
          </li>
        );
      })}
    </ol>
  );
}

type Change = Partial<Task>;

/** One journal entry as the end of a sentence whose subject is the actor. */
export function sentence(a: Pick<Activity, 'type' | 'data'>, name: (id: Id) => string): string {
  const data = a.data as { before?: Change; after?: Change; key?: string; title?: string; task?: Partial<Task>; name?: string; file?: { name: string } };
  switch (a.type) {
    case 'task.created':
      return `created ${data.task?.key ?? 'the task'}`;
    case 'task.deleted':
      return `moved ${data.task?.key ?? 'the task'} to the trash`;
    case 'task.restored':
      return `restored ${data.task?.key ?? 'the task'}`;
    case 'task.changed':
      return changes(data.before ?? {}, data.after ?? {}, name) || 'changed the task';
    case 'comment.created':
      return 'commented';
    case 'file.created':
      return `attached ${data.file?.name ?? 'a file'}`;
    case 'file.deleted':
      return `removed ${data.file?.name ?? 'a file'}`;
    case 'project.created':
      return 'created the project';
    case 'project.imported':
      return 'imported the project';
    default:
      return a.type.replace(/^(\w+)\.(\w+)$/, (_, thing: string, what: string) => `${what} a ${thing}`);
  }
}

function changes(before: Change, after: Change, name: (id: Id) => string): string {
  const said: string[] = [];
  if (after.title !== undefined) said.push(`renamed it to “${after.title}”`);
  if (after.statusId !== undefined) said.push(after.completedAt ? 'completed it' : 'moved it to another column');
  else if (after.position !== undefined) said.push('changed its place');
  if (after.priority !== undefined) said.push(`set the priority to ${after.priority}`);
  if (after.assigneeIds) {
    const old = before.assigneeIds ?? [];
    const added = after.assigneeIds.filter((id) => !old.includes(id)).map(name);
    const gone = old.filter((id) => !after.assigneeIds!.includes(id)).map(name);
    if (added.length) said.push(`assigned ${added.join(' and ')}`);
    if (gone.length) said.push(`unassigned ${gone.join(' and ')}`);
  }
  if (after.labelIds) said.push('changed the labels');
  if (after.dueDate !== undefined) said.push(after.dueDate ? `set the due date to ${shortDate(after.dueDate)}` : 'removed the due date');
  if (after.startDate !== undefined) said.push(after.startDate ? `set the start to ${shortDate(after.startDate)}` : 'removed the start date');
  if (after.estimate !== undefined) said.push(after.estimate === null ? 'removed the estimate' : `estimated ${duration(after.estimate)}`);
  if (after.description !== undefined) said.push('edited the description');
  if (after.checklist) said.push('changed the checklist');
  if (after.milestoneId !== undefined) said.push('changed the milestone');
  if (after.parentId !== undefined) said.push('changed the parent task');
  return said.join(', ');
}
