import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import type { Id, Task } from '@/lib/api';
import { ErrorState } from '@/components/ui/empty-state';
import { useBoard, useTask } from './api';
import { changeTask } from './changes';
import { Checklist } from './checklist';
import { Description } from './description';
import { Subtasks } from './subtasks';
import { TaskProperties } from './task-properties';

// Talk and files belong to other rooms and may come a moment later than the task itself.
const Talk = lazy(() => import('@/features/collaboration').then((m) => ({ default: m.Talk })));
const Attachments = lazy(() => import('@/features/files').then((m) => ({ default: m.Attachments })));

/** Everything about one task; the peek and the full page show the same. */
export function TaskView({ taskId, projectId, wide }: { taskId: Id; projectId: Id; wide?: boolean }) {
  const { task, error, refetch } = useTask(taskId);
  const { view: board, error: boardError, refetch: refetchBoard } = useBoard(projectId);
  if (boardError && !board) return <ErrorState error={boardError} retry={() => void refetchBoard()} />;
  if (error && !task) return <ErrorState error={error} retry={() => void refetch()} />;
  if (task === null) return <p className="p-6 text-ink-2">This task is in the trash.</p>;
  if (!task || !board) return <TaskSkeleton />;
  const properties = <TaskProperties task={task} project={board.project} />;
  const body = (
    <div className="grid content-start gap-5">
      <Title task={task} />
      {!wide && properties}
      <Description task={task} />
      <Checklist task={task} />
      <Subtasks task={task} board={board} />
      <Suspense fallback={<Skeleton className="h-24 w-full" />}>
        <Attachments taskId={task.id} />
        <Talk taskId={task.id} />
      </Suspense>
    </div>
  );
  if (!wide) return <div data-presence className="px-5 py-4">{body}</div>;
  return (
    <div data-presence className="mx-auto grid w-full max-w-5xl gap-8 px-8 py-7 max-md:px-4 max-md:py-4 lg:grid-cols-[minmax(0,1fr)_280px]">
      {body}
      <div className="self-start rounded-xl border border-line bg-surface p-2 max-lg:row-start-1">{properties}</div>
    </div>
  );
}

function TaskSkeleton() {
  return (
    <div role="status" aria-label="Loading the task" className="grid gap-3 px-5 py-4">
      <Skeleton className="h-6 w-4/5" />
      {[0, 1, 2, 3, 4].map((i) => (
        <Skeleton key={i} className="h-4 w-3/5" />
      ))}
      <Skeleton className="h-20 w-full" />
    </div>
  );
}

/** The title is its own field: click, type, Enter. */
function Title({ task }: { task: Task }) {
  const [text, setText] = useState(task.title);
  const box = useRef<HTMLTextAreaElement>(null);
  const editing = useRef(false);
  useEffect(() => {
    if (!editing.current) setText(task.title);
  }, [task.title]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = '0';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  const save = () => {
    editing.current = false;
    const title = text.trim();
    if (!title) setText(task.title);
    else if (title !== task.title) void changeTask(task, { title });
  };
  return (
    <textarea
      ref={box}
      aria-label="Title"
      rows={1}
      maxLength={500}
      value={text}
      onFocus={() => (editing.current = true)}
      onChange={(e) => setText(e.target.value.replace(/\n/g, ' '))}
      onBlur={save}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && !e.nativeEvent.isComposing) {
          e.preventDefault();
          e.currentTarget.blur();
        } else if (e.key === 'Escape') {
          e.stopPropagation();
          setText(task.title);
          requestAnimationFrame(() => box.current?.blur());
        }
      }}
      className="-mx-1.5 block w-[calc(100%+12px)] resize-none overflow-hidden rounded-md bg-transparent px-1.5 py-0.5 text-xl leading-[1.3] font-[590] tracking-[-0.01em] hover:bg-hover focus:bg-transparent"
    />
  );
}
