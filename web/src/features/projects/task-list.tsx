import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type MouseEvent } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { LabelTag } from '@/components/ui/badge';
import type { Id, Label, Status, TaskSummary } from '@/lib/api';
import { cx } from '@/lib/cx';
import type { BoardView } from './api';
import { PriorityIcon, StatusIcon, statusShare } from './icons';
import { selection, useSelection } from './selection';
import { DueDate } from './task-card';

interface ListProps {
  board: BoardView;
  visible: (task: TaskSummary) => boolean;
  nameOf: (id: Id) => string;
  peek: Id | undefined;
  onPeek: (id: Id) => void;
}

type Row = { kind: 'head'; status: Status; count: number } | { kind: 'task'; task: TaskSummary; status: Status };

const HEAD = 36;
const ROW = 36;

/** All tasks as rows, grouped by status. Only the rows in sight exist. */
export function TaskList({ board, visible, nameOf, peek, onPeek }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const labels = useMemo<ReadonlyMap<Id, Label>>(() => new Map(board.project.labels.map((l) => [l.id, l])), [board.project.labels]);
  const statuses = useMemo(() => board.columns.map((c) => c.status), [board.columns]);
  const rows = useMemo<Row[]>(
    () =>
      board.columns.flatMap(({ status, tasks }) => {
        const shown = tasks.filter(visible);
        return [{ kind: 'head' as const, status, count: shown.length }, ...shown.map((task) => ({ kind: 'task' as const, task, status }))];
      }),
    [board.columns, visible],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => (rows[i]!.kind === 'head' ? HEAD : ROW),
    getItemKey: (i) => {
      const row = rows[i]!;
      return row.kind === 'head' ? row.status.id : row.task.id;
    },
    overscan: 12,
  });
  const focus = useSelection((s) => s.focus);
  useEffect(() => {
    if (!focus) return;
    const { active } = useSelection.getState();
    const at = rows.findIndex((r) => r.kind === 'task' && r.task.id === active);
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // Only a keyboard move scrolls.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [focus]);

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto pb-4">
      <ul aria-label="Tasks" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]!;
          return (
            <li key={item.key} className="absolute inset-x-0 top-0" style={{ height: item.size, transform: `translateY(${item.start}px)` }}>
              {row.kind === 'head' ? (
                <div className="flex h-9 items-center gap-2 border-y border-line bg-canvas px-4">
                  <StatusIcon category={row.status.category} share={statusShare(row.status, statuses)} />
                  <h2 className="font-[510]">{row.status.name}</h2>
                  <span className="text-ink-3 tabular-nums">{row.count}</span>
                </div>
              ) : (
                <TaskRow task={row.task} status={row.status} share={statusShare(row.status, statuses)} labels={labels} nameOf={nameOf} peeked={peek === row.task.id} onPeek={onPeek} />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface RowProps {
  task: TaskSummary;
  status: Status;
  share: number;
  labels: ReadonlyMap<Id, Label>;
  nameOf: (id: Id) => string;
  peeked: boolean;
  onPeek: (id: Id) => void;
}

function TaskRow({ task, status, share, labels, nameOf, peeked, onPeek }: RowProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const active = useSelection((s) => s.active === task.id);
  const selected = useSelection((s) => s.selected.has(task.id));
  const focus = useSelection((s) => (s.active === task.id ? s.focus : 0));
  useEffect(() => {
    if (focus) link.current?.focus();
  }, [focus]);
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.button !== 0) return;
    event.preventDefault();
    selection.activate(task.id);
    if (event.shiftKey) selection.toggle(task.id);
    else onPeek(task.id);
  };
  const done = status.category === 'done';
  return (
    <article
      aria-label={task.title}
      className={cx(
        'relative flex h-9 items-center gap-3 border-b border-line/60 px-4 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent',
        selected || peeked ? 'bg-selected' : active ? 'bg-hover' : 'hover:bg-hover',
      )}
    >
      <PriorityIcon priority={task.priority} />
      <span className="w-16 shrink-0 truncate text-xs text-ink-3 tabular-nums max-md:hidden">{task.key}</span>
      <StatusIcon category={status.category} share={share} />
      <Link
        ref={link}
        to="/projects/$projectId/tasks/$taskId"
        params={{ projectId: task.projectId, taskId: task.id }}
        preload={false}
        tabIndex={active ? 0 : -1}
        data-task={task.id}
        onClick={onClick}
        onFocus={() => selection.activate(task.id)}
        className={cx('min-w-0 truncate outline-none after:absolute after:inset-0', done ? 'text-ink-2' : 'font-[450]')}
      >
        {task.title}
      </Link>
      {task.checklistTotal > 0 && (
        <span className="shrink-0 text-xs text-ink-3 tabular-nums">
          <span className="sr-only">Checklist </span>
          {task.checklistDone}/{task.checklistTotal}
        </span>
      )}
      <span className="flex-1" />
      <span className="flex shrink-0 gap-1 max-lg:hidden">
        {task.labelIds.slice(0, 3).map((id) => {
          const label = labels.get(id);
          return label && <LabelTag key={id} name={label.name || label.color} color={label.color} />;
        })}
      </span>
      <span className="w-20 shrink-0 text-right text-xs text-ink-3 max-md:w-auto">{task.dueDate && <DueDate date={task.dueDate} done={done} />}</span>
      <span className="flex w-11 shrink-0 justify-end">
        {task.assigneeIds.slice(0, 2).map((id) => (
          <Avatar key={id} name={nameOf(id)} size={18} className="-ml-1 ring-2 ring-surface" />
        ))}
      </span>
    </article>
  );
}
