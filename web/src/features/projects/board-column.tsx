import { useVirtualizer } from '@tanstack/react-virtual';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/button';
import type { Id, Label, Status, TaskSummary } from '@/lib/api';
import { cx } from '@/lib/cx';
import { count } from '@/lib/format';
import { ColumnMenu } from './column-menu';
import { useCardDrag, useColumnDrop } from './drag';
import { StatusIcon, statusShare } from './icons';
import { QuickAdd } from './quick-add';
import { useSelection } from './selection';
import { TaskCard } from './task-card';

interface ColumnProps {
  status: Status;
  statuses: Status[];
  tasks: TaskSummary[];
  /** How many there are without the filter. */
  total: number;
  labels: ReadonlyMap<Id, Label>;
  nameOf: (id: Id) => string;
  peek: Id | undefined;
  onPeek: (id: Id) => void;
}

/** Pixels: the height of a card without extras, and the gap between two. */
const CARD = 66;
const GAP = 6;

export function BoardColumn({ status, statuses, tasks, total, labels, nameOf, peek, onPeek }: ColumnProps) {
  const column = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const over = useColumnDrop(column, list, status.id);
  const [adding, setAdding] = useState(false);
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => list.current,
    estimateSize: () => CARD,
    getItemKey: (i) => tasks[i]!.id,
    gap: GAP,
    overscan: 6,
    paddingEnd: 4,
  });

  // The card that the keys moved to may not be drawn yet.
  const focus = useSelection((s) => s.focus);
  useEffect(() => {
    if (!focus) return;
    const at = tasks.findIndex((t) => t.id === useSelection.getState().active);
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
    // Only a keyboard move scrolls; a live change to the list must not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [focus]);

  const full = status.wipLimit !== null && total > status.wipLimit;
  return (
    <section
      ref={column}
      aria-label={status.name}
      className={cx('flex h-full w-[276px] shrink-0 snap-start flex-col rounded-xl max-md:w-[84vw]', over && 'bg-hover')}
    >
      <header className="flex h-9 shrink-0 items-center gap-2 pr-1 pl-2">
        <StatusIcon category={status.category} share={statusShare(status, statuses)} />
        <h2 className="truncate font-[510]">{status.name}</h2>
        <span className={cx('text-ink-3 tabular-nums', full && 'font-[510] text-warn')} title={full ? `Over its limit of ${status.wipLimit}` : count(total, 'task')}>
          {tasks.length === total ? total : `${tasks.length} of ${total}`}
          {status.wipLimit !== null && ` / ${status.wipLimit}`}
        </span>
        <span className="flex-1" />
        <IconButton label={`New task in ${status.name}`} size="sm" onClick={() => setAdding(true)}>
          <Plus size={14} aria-hidden />
        </IconButton>
        <ColumnMenu status={status} statuses={statuses} tasks={total} />
      </header>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-1 pt-px">
        <ul className="relative" style={{ height: rows.getTotalSize() }} aria-label={`Tasks in ${status.name}`}>
          {rows.getVirtualItems().map((row) => {
            const task = tasks[row.index]!;
            return (
              <li key={row.key} ref={rows.measureElement} data-index={row.index} aria-setsize={tasks.length} aria-posinset={row.index + 1} className="absolute inset-x-0 top-0" style={{ transform: `translateY(${row.start}px)` }}>
                <DraggableCard task={task} labels={labels} nameOf={nameOf} done={status.category === 'done'} peeked={peek === task.id} onPeek={onPeek} />
              </li>
            );
          })}
        </ul>
        {adding ? (
          <QuickAdd status={status} last={tasks.at(-1)?.position ?? null} onClose={() => setAdding(false)} />
        ) : (
          <button
            type="button"
            aria-label={`Add a card to ${status.name}`}
            onClick={() => setAdding(true)}
            className="mb-2 flex h-8 w-full items-center gap-2 rounded-lg px-2.5 text-ink-3 transition-colors hover:bg-hover hover:text-ink-2"
          >
            <Plus size={14} aria-hidden />
            Add a card
          </button>
        )}
      </div>
    </section>
  );
}

function DraggableCard(props: React.ComponentProps<typeof TaskCard>) {
  const box = useRef<HTMLDivElement>(null);
  const { edge, dragging } = useCardDrag(box, props.task.id, props.task.statusId);
  return (
    <div ref={box} className={cx('relative', dragging && 'opacity-40')}>
      {edge && <span aria-hidden className={cx('absolute inset-x-0 z-10 h-0.5 rounded-full bg-accent', edge === 'top' ? '-top-1' : '-bottom-1')} />}
      <TaskCard {...props} />
    </div>
  );
}
