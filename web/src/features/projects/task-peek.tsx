import { Link } from '@tanstack/react-router';
import { Ellipsis, Link2, Maximize2, Trash2, X } from 'lucide-react';
import { Suspense, lazy } from 'react';
import { IconButton } from '@/components/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { Id, TaskSummary } from '@/lib/api';
import { toast } from '@/stores/toasts';
import { deleteTask } from './changes';
import { TaskView } from './task-view';

const Here = lazy(() => import('@/features/collaboration').then((m) => ({ default: m.Here })));

/** The task beside the board: 420 px, the whole screen on a phone. */
export function TaskPeek({ task, taskId, projectId, onClose }: { task: TaskSummary | undefined; taskId: Id; projectId: Id; onClose: () => void }) {
  return (
    <aside
      aria-label={`Task ${task?.key ?? ''}`}
      className="m-2 flex w-[420px] shrink-0 animate-slide flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-pop max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-md:fixed max-md:inset-0 max-md:z-30 max-md:m-0 max-md:w-auto max-md:rounded-none max-md:border-0"
    >
      <header className="flex h-11 shrink-0 items-center gap-1 border-b border-line pr-2 pl-5">
        <span className="text-ink-3 tabular-nums">{task?.key}</span>
        <span className="flex-1" />
        <Suspense fallback={null}>
          <Here projectId={projectId} taskId={taskId} className="mr-1.5" />
        </Suspense>
        <Link
          to="/projects/$projectId/tasks/$taskId"
          params={{ projectId, taskId }}
          aria-label="Open the full page"
          title="Open the full page (Enter)"
          className="grid size-7 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink"
        >
          <Maximize2 size={14} aria-hidden />
        </Link>
        {task && <TaskMenu task={task} onDeleted={onClose} />}
        <IconButton label="Close" keys="Esc" onClick={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <TaskView key={taskId} taskId={taskId} projectId={projectId} />
      </div>
    </aside>
  );
}

export function TaskMenu({ task, onDeleted }: { task: TaskSummary; onDeleted: () => void }) {
  const copy = () =>
    void navigator.clipboard
      .writeText(new URL(`/projects/${task.projectId}/tasks/${task.id}`, location.origin).href)
      .then(() => toast({ tone: 'ok', title: 'Link copied' }))
      .catch(() => toast({ tone: 'bad', title: 'The browser did not allow copying' }));
  return (
    <Menu
      trigger={
        <IconButton label="Task menu">
          <Ellipsis size={15} aria-hidden />
        </IconButton>
      }
    >
      <MenuItem icon={<Link2 />} onSelect={copy}>
        Copy link
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 />}
        danger
        onSelect={() => {
          onDeleted();
          void deleteTask(task);
        }}
      >
        Delete task
      </MenuItem>
    </Menu>
  );
}
