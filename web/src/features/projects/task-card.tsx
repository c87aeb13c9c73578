import { Link } from '@tanstack/react-router';
import { AlignLeft, Calendar, SquareCheckBig } from 'lucide-react';
import { memo, useEffect, useRef, type MouseEvent } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { LabelTag } from '@/components/ui/badge';
import type { Id, Label, TaskSummary } from '@/lib/api';
import { cx } from '@/lib/cx';
import { dueLabel, today } from '@/lib/format';
import { PriorityIcon } from './icons';
import { selection, useSelection } from './selection';

interface CardProps {
  task: TaskSummary;
  labels: ReadonlyMap<Id, Label>;
  nameOf: (id: Id) => string;
  done: boolean;
  peeked: boolean;
  onPeek: (id: Id) => void;
}

/** One task on the board. The whole card is its link; a plain click peeks instead of going there. */
export const TaskCard = memo(function TaskCard({ task, labels, nameOf, done, peeked, onPeek }: CardProps) {
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
  const shown = task.labelIds.map((id) => labels.get(id)).filter((l) => l !== undefined);
  return (
    <article
      aria-label={task.title}
      onPointerEnter={() => useSelection.getState().property === null && document.activeElement === document.body && selection.activate(task.id)}
      className={cx(
        'relative grid gap-[7px] rounded-lg border bg-surface px-[11px] py-2.5 shadow-lift transition-[border-color] duration-100 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent',
        selected || peeked ? 'border-accent ring-1 ring-accent' : 'border-line hover:border-line-strong',
        selected && 'bg-selected',
      )}
    >
      <Link
        ref={link}
        to="/projects/$projectId/tasks/$taskId"
        params={{ projectId: task.projectId, taskId: task.id }}
        preload={false}
        draggable={false}
        tabIndex={active ? 0 : -1}
        data-task={task.id}
        aria-current={peeked ? 'true' : undefined}
        onClick={onClick}
        onFocus={() => selection.activate(task.id)}
        className={cx('leading-[1.4] wrap-anywhere outline-none after:absolute after:inset-0 after:rounded-lg', done ? 'text-ink-2' : 'font-[450]')}
      >
        {task.title}
      </Link>
      {task.checklistTotal > 0 && (
        <span aria-hidden className="block h-[3px] overflow-hidden rounded-full bg-active">
          <span className="block h-full origin-left bg-ok" style={{ transform: `scaleX(${task.checklistDone / task.checklistTotal})` }} />
        </span>
      )}
      {shown.length > 0 && (
        <div className="flex min-w-0 flex-wrap gap-1">
          {shown.slice(0, 4).map((l) => (
            <LabelTag key={l.id} name={l.name || l.color} color={l.color} />
          ))}
          {shown.length > 4 && (
            <span className="self-center text-xs text-ink-3" title={shown.slice(4).map((l) => l.name).join(', ')}>
              +{shown.length - 4}
            </span>
          )}
        </div>
      )}
      <div className="flex min-w-0 items-center gap-2 text-xs text-ink-3">
        <span className="shrink-0 tabular-nums">{task.key || '…'}</span>
        {task.priority !== 'none' && <PriorityIcon priority={task.priority} size={13} />}
        {task.checklistTotal > 0 && (
          <span className="inline-flex shrink-0 items-center gap-1 tabular-nums">
            <SquareCheckBig size={11} aria-hidden />
            <span className="sr-only">Checklist </span>
            {task.checklistDone}/{task.checklistTotal}
          </span>
        )}
        {task.hasDescription && task.checklistTotal === 0 && <AlignLeft size={12} aria-label="Has a description" role="img" className="shrink-0" />}
        <span className="flex-1" />
        {task.dueDate && <DueDate date={task.dueDate} done={done} />}
        {task.assigneeIds.length > 0 && (
          <span className="flex shrink-0 items-center">
            {task.assigneeIds.slice(0, 3).map((id, i) => (
              <Avatar key={id} name={nameOf(id)} size={18} className={cx('ring-2 ring-surface', i > 0 && '-ml-1')} />
            ))}
          </span>
        )}
      </div>
    </article>
  );
});

/** A due date; late ones say so in words too, for those who do not see the red. */
export function DueDate({ date, done, icon }: { date: string; done?: boolean; icon?: boolean }) {
  const late = !done && date < today();
  const soon = !done && date === today();
  return (
    <span className={cx('inline-flex shrink-0 items-center gap-1 whitespace-nowrap', late ? 'text-bad' : soon ? 'text-warn' : undefined)}>
      {icon && <Calendar size={12} aria-hidden />}
      {late && <span className="sr-only">Late: </span>}
      {dueLabel(date)}
    </span>
  );
}
