import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useClaims, type Id, type TaskSummary } from '@/lib/api';
import { useCommands, type Command } from '@/lib/commands';
import { toast } from '@/stores/toasts';
import type { BoardView } from './api';
import { moveTo } from './board';
import { changeTasks, deleteTask, undoLast } from './changes';
import { selection, useSelection, type Property } from './selection';

interface Keys {
  board: BoardView | undefined;
  visible: (task: TaskSummary) => boolean;
  list: boolean;
  peek: Id | undefined;
  onPeek: (id: Id | undefined) => void;
}

/** The tasks the keys act on: the selection, else the active one. */
export function targets(board: BoardView | undefined): TaskSummary[] {
  const { selected, active } = useSelection.getState();
  const ids = selected.size > 0 ? [...selected] : active ? [active] : [];
  return ids.map((id) => board?.tasks.get(id)).filter((t) => t !== undefined);
}

/** Everything one can do by key on a board or list. */
export function useTaskKeys({ board, visible, list, peek, onPeek }: Keys): void {
  const navigate = useNavigate();
  const me = useClaims().sub;
  const columns = useMemo(() => (board?.columns ?? []).map((c) => c.tasks.filter(visible)), [board, visible]);

  const place = (): [number, number] => {
    const { active } = useSelection.getState();
    const column = columns.findIndex((c) => c.some((t) => t.id === active));
    return [column, column < 0 ? -1 : columns[column]!.findIndex((t) => t.id === active)];
  };
  const go = (task: TaskSummary | undefined, extend: boolean) => {
    if (!task) return false;
    const { active } = useSelection.getState();
    if (extend) selection.add([active, task.id].filter((id) => id !== null));
    selection.focus(task.id);
    if (peek) onPeek(task.id);
    return undefined;
  };
  const step = (by: number, extend = false) => {
    const [c, i] = place();
    if (c < 0) return go(columns.find((x) => x.length > 0)?.[0], false);
    const flat = list ? columns.flat() : columns[c]!;
    const at = list ? flat.findIndex((t) => t.id === columns[c]![i]!.id) : i;
    return go(flat[at + by], extend);
  };
  const sideways = (by: number) => {
    if (list) return false;
    const [c, i] = place();
    for (let next = c + by; c >= 0 && next >= 0 && next < columns.length; next += by) {
      const column = columns[next]!;
      if (column.length) return go(column[Math.min(i, column.length - 1)], false);
    }
    return c < 0 ? step(1) : false;
  };
  /** Moves the card itself: the keyboard's way of dragging. */
  const carry = (columnsBy: number, rowsBy: number) => {
    if (!board) return false;
    const [c, i] = place();
    const task = columns[c]?.[i];
    if (!task) return false;
    const to = board.columns[c + columnsBy];
    if (!to) return undefined;
    if (columnsBy) {
      const over = columns[c + columnsBy]![i];
      moveTo(board, [task], { statusId: to.status.id, overId: over?.id ?? null, edge: 'top' });
    } else {
      const over = columns[c]![i + rowsBy];
      if (!over) return undefined;
      moveTo(board, [task], { statusId: to.status.id, overId: over.id, edge: rowsBy > 0 ? 'bottom' : 'top' });
    }
    selection.focus(task.id);
    toast({ title: `${task.key} moved to ${to.status.name}` });
    return undefined;
  };
  const pick = (property: Property) => () => (targets(board).length ? selection.open(property) : false);

  const group = 'Tasks';
  const commands: Command[] = [
    { id: 'task-new', label: 'New task', group, keys: 'c', words: 'create add', run: () => selection.create('') },
    { id: 'task-next', label: 'Next task', group, keys: ['j', 'arrowdown'], keyOnly: true, run: () => step(1) },
    { id: 'task-previous', label: 'Previous task', group, keys: ['k', 'arrowup'], keyOnly: true, run: () => step(-1) },
    { id: 'task-right', label: 'Column to the right', group, keys: 'arrowright', keyOnly: true, run: () => sideways(1) },
    { id: 'task-left', label: 'Column to the left', group, keys: 'arrowleft', keyOnly: true, run: () => sideways(-1) },
    { id: 'task-carry-right', label: 'Move the card right', group, keys: 'alt+arrowright', keyOnly: true, run: () => carry(1, 0) },
    { id: 'task-carry-left', label: 'Move the card left', group, keys: 'alt+arrowleft', keyOnly: true, run: () => carry(-1, 0) },
    { id: 'task-carry-up', label: 'Move the card up', group, keys: 'alt+arrowup', keyOnly: true, run: () => carry(0, -1) },
    { id: 'task-carry-down', label: 'Move the card down', group, keys: 'alt+arrowdown', keyOnly: true, run: () => carry(0, 1) },
    {
      id: 'task-peek', label: 'Peek at the task', group, keys: 'space', keyOnly: true,
      run: () => {
        const { active } = useSelection.getState();
        if (!active) return false;
        onPeek(peek === active ? undefined : active);
        return undefined;
      },
    },
    {
      id: 'task-open', label: 'Open the task', group, keys: 'enter', keyOnly: true,
      run: () => {
        const task = board?.tasks.get(useSelection.getState().active ?? '');
        if (!task) return false;
        void navigate({ to: '/projects/$projectId/tasks/$taskId', params: { projectId: task.projectId, taskId: task.id } });
        return undefined;
      },
    },
    {
      id: 'task-escape', label: 'Close or clear the selection', group, keys: 'escape', keyOnly: true,
      run: () => {
        if (useSelection.getState().selected.size) return selection.clear();
        if (!peek) return false;
        onPeek(undefined);
        selection.focus(peek);
        return undefined;
      },
    },
    {
      id: 'task-select', label: 'Select', group, keys: 'x', keyOnly: true,
      run: () => {
        const { active } = useSelection.getState();
        return active ? selection.toggle(active) : false;
      },
    },
    { id: 'task-select-down', label: 'Extend the selection down', group, keys: ['shift+j', 'shift+arrowdown'], keyOnly: true, run: () => step(1, true) },
    { id: 'task-select-up', label: 'Extend the selection up', group, keys: ['shift+k', 'shift+arrowup'], keyOnly: true, run: () => step(-1, true) },
    { id: 'task-status', label: 'Set status…', group, keys: 's', run: pick('status') },
    { id: 'task-priority', label: 'Set priority…', group, keys: 'p', run: pick('priority') },
    { id: 'task-assign', label: 'Assign…', group, keys: 'a', run: pick('assignee') },
    { id: 'task-labels', label: 'Set labels…', group, keys: 'l', run: pick('label') },
    { id: 'task-due', label: 'Set due date…', group, keys: 'd', run: pick('due') },
    {
      id: 'task-me', label: 'Assign to me', group, keys: 'i',
      run: () => {
        const tasks = targets(board);
        if (!tasks.length) return false;
        changeTasks(tasks, (t) => (t.assigneeIds.includes(me) ? null : { assigneeIds: [...t.assigneeIds, me] }));
        return undefined;
      },
    },
    {
      id: 'task-delete', label: 'Delete task', group, keys: ['delete', 'mod+backspace'], words: 'trash remove',
      run: () => {
        const tasks = targets(board);
        if (!tasks.length) return false;
        selection.clear();
        if (peek && tasks.some((t) => t.id === peek)) onPeek(undefined);
        tasks.forEach((t) => void deleteTask(t));
        return undefined;
      },
    },
    { id: 'undo', label: 'Undo', group, keys: 'mod+z', run: undoLast },
    {
      id: 'view', label: list ? 'Show as board' : 'Show as list', group: 'View', keys: 'mod+b',
      run: () => void navigate({ to: '.', search: ((s: object) => ({ ...s, view: list ? undefined : 'list' })) as never }),
    },
    {
      id: 'filter', label: 'Filter', group: 'View', keys: 'f',
      run: () => {
        const field = document.querySelector<HTMLInputElement>('[data-filter]');
        if (!field) return false;
        field.focus();
        return undefined;
      },
    },
  ];
  useCommands(commands);
}
