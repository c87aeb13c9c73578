import { Link } from '@tanstack/react-router';
import { CornerLeftUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Task } from '@/lib/api';
import { cx } from '@/lib/cx';
import type { BoardView } from './api';
import { byPosition } from './board-state';
import { createTask } from './changes';
import { StatusIcon } from './icons';
import { positionAt } from './order';
import { draftTask } from './quick-add';

/** The task above, the tasks below, and a line to add one. */
export function Subtasks({ task, board }: { task: Task; board: BoardView }) {
  const [title, setTitle] = useState('');
  const children = useMemo(() => [...board.tasks.values()].filter((t) => t.parentId === task.id).sort(byPosition), [board.tasks, task.id]);
  const parent = task.parentId ? board.tasks.get(task.parentId) : undefined;
  const category = (statusId: string) => board.project.statuses.find((s) => s.id === statusId)?.category ?? 'todo';
  const add = () => {
    const column = board.columns[0];
    if (!column || !title.trim()) return;
    void createTask(draftTask(task.projectId, column.status.id, title.trim(), positionAt(column.tasks, column.tasks.length), { parentId: task.id, milestoneId: task.milestoneId }));
    setTitle('');
  };
  return (
    <section aria-label="Subtasks" className="grid gap-2">
      {parent && (
        <Link to="/projects/$projectId/tasks/$taskId" params={{ projectId: parent.projectId, taskId: parent.id }} className="flex items-center gap-2 text-sm text-ink-2 hover:text-ink">
          <CornerLeftUp size={13} aria-hidden />
          Part of <span className="text-ink-3">{parent.key}</span> <span className="truncate font-medium">{parent.title}</span>
        </Link>
      )}
      {children.length > 0 && (
        <>
          <h3 className="text-sm font-medium text-ink-2">
            Subtasks{' '}
            <span className="font-normal text-ink-3 tabular-nums">
              {children.filter((c) => category(c.statusId) === 'done').length} of {children.length}
            </span>
          </h3>
          <ul className="overflow-hidden rounded-lg border border-line bg-surface">
            {children.map((c) => (
              <li key={c.id} className="border-t border-line first:border-0">
                <Link to="/projects/$projectId/tasks/$taskId" params={{ projectId: c.projectId, taskId: c.id }} className="flex h-8 items-center gap-2.5 px-2.5 hover:bg-hover">
                  <StatusIcon category={category(c.statusId)} />
                  <span className="shrink-0 text-xs text-ink-3">{c.key || '…'}</span>
                  <span className={cx('truncate', category(c.statusId) === 'done' && 'text-ink-3')}>{c.title}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <input
        aria-label="Add a subtask"
        placeholder="Add a subtask, then Enter"
        maxLength={500}
        value={title}
        onChange={(e) => setTitle(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && !e.nativeEvent.isComposing) add();
          if (e.key === 'Escape') e.stopPropagation();
        }}
        className="h-8 rounded-lg border border-transparent bg-transparent px-2.5 hover:border-line focus:border-line"
      />
    </section>
  );
}
