import { useMemo, useRef } from 'react';
import type { Id, Label, TaskSummary } from '@/lib/api';
import { toast } from '@/stores/toasts';
import type { BoardView } from './api';
import { BoardColumn } from './board-column';
import { changeTasks } from './changes';
import { AddColumn } from './column-menu';
import { useBoardDrag, type Landing } from './drag';
import { positionAt } from './order';
import { useSelection } from './selection';

interface BoardProps {
  board: BoardView;
  visible: (task: TaskSummary) => boolean;
  nameOf: (id: Id) => string;
  peek: Id | undefined;
  onPeek: (id: Id) => void;
}

export function TaskBoard({ board, visible, nameOf, peek, onPeek }: BoardProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const labels = useMemo<ReadonlyMap<Id, Label>>(() => new Map(board.project.labels.map((l) => [l.id, l])), [board.project.labels]);
  const statuses = useMemo(() => board.columns.map((c) => c.status), [board.columns]);
  const shown = useMemo(() => board.columns.map((c) => c.tasks.filter(visible)), [board.columns, visible]);

  useBoardDrag(scroller, (taskId, landing) => {
    const dragged = board.tasks.get(taskId);
    if (!dragged) return void toast({ tone: 'bad', title: 'This card is gone', detail: 'Somebody deleted it while you were dragging.' });
    const { selected } = useSelection.getState();
    const moving = selected.has(taskId) ? [...selected].map((id) => board.tasks.get(id)).filter((t) => t !== undefined) : [dragged];
    moveTo(board, moving, landing);
  });

  return (
    <div ref={scroller} className="flex min-h-0 flex-1 gap-2 overflow-x-auto overflow-y-hidden px-3 pt-2 max-md:snap-x max-md:snap-mandatory max-md:scroll-px-3">
      {board.columns.map(({ status, tasks }, i) => (
        <BoardColumn
          key={status.id}
          status={status}
          statuses={statuses}
          tasks={shown[i]!}
          total={tasks.length}
          labels={labels}
          nameOf={nameOf}
          peek={peek}
          onPeek={onPeek}
        />
      ))}
      <AddColumn statuses={statuses} />
    </div>
  );
}

/** Puts tasks, in the order they stand, at the place where they were let go. */
export function moveTo(board: BoardView, moving: TaskSummary[], { statusId, overId, edge }: Landing): void {
  const ids = new Set(moving.map((t) => t.id));
  if (overId && ids.has(overId)) return;
  const column = board.columns.find((c) => c.status.id === statusId);
  if (!column) return;
  const list: { id: Id; position: string }[] = column.tasks.filter((t) => !ids.has(t.id));
  const over = overId ? list.findIndex((t) => t.id === overId) : -1;
  let at = over < 0 ? list.length : edge === 'bottom' ? over + 1 : over;
  const positions = new Map<Id, string>();
  for (const task of moving) {
    const position = positionAt(list, at);
    positions.set(task.id, position);
    list.splice(at++, 0, { id: task.id, position });
  }
  changeTasks(moving, (task) => {
    // Let go where it was: nothing to tell the server.
    const before = column.tasks.findIndex((t) => t.id === task.id);
    if (moving.length === 1 && before >= 0 && list.findIndex((t) => t.id === task.id) === before) return null;
    return task.statusId === statusId ? { position: positions.get(task.id)! } : { statusId, position: positions.get(task.id)! };
  });
}
