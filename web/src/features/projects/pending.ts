import { create } from 'zustand';
import type { Id, TaskPatch, TaskSummary } from '@/lib/api';
import { boardPatch, type BoardState } from './board-state';

/**
 * A wish the server has not answered yet. The screen shows what is confirmed with the wishes laid over it, so a refusal
 * needs no undoing: the wish is dropped and the card is where it was, other people's changes included.
 */
export type Wish = { id: number; taskId: Id; projectId: Id } & (
  | { kind: 'change'; patch: TaskPatch }
  | { kind: 'create'; task: TaskSummary }
  | { kind: 'delete' }
);

/** The wish without its number; distributes over the kinds. */
type Unnumbered<W> = W extends unknown ? Omit<W, 'id'> : never;

export const useWishes = create<{ wishes: readonly Wish[] }>(() => ({ wishes: [] }));

let last = 0;

/** Shows the wish at once. Returns its number, to drop it when the server has answered. */
export function wish(made: Unnumbered<Wish>): number {
  const id = ++last;
  useWishes.setState(({ wishes }) => ({ wishes: [...wishes, { ...made, id } as Wish] }));
  return id;
}

export function dropWish(id: number): void {
  useWishes.setState(({ wishes }) => ({ wishes: wishes.filter((w) => w.id !== id) }));
}

/** The confirmed board with the wishes laid over it, oldest first. */
export function overlay(board: BoardState, wishes: readonly Wish[]): ReadonlyMap<Id, TaskSummary> {
  const mine = wishes.filter((w) => w.projectId === board.project.id);
  if (mine.length === 0) return board.tasks;
  const tasks = new Map(board.tasks);
  for (const w of mine) {
    const task = tasks.get(w.taskId);
    if (w.kind === 'delete') tasks.delete(w.taskId);
    else if (w.kind === 'create') {
      if (!task && !board.gone.has(w.taskId)) tasks.set(w.taskId, w.task);
    } else if (task) tasks.set(w.taskId, { ...task, ...boardPatch(w.patch) });
  }
  return tasks;
}

/** One task with its wishes laid over it; null once its deletion is wished. */
export function overlayTask<T extends { id: Id }>(task: T, wishes: readonly Wish[]): T | null {
  let shown: T | null = task;
  for (const w of wishes) {
    if (w.taskId !== task.id || !shown) continue;
    if (w.kind === 'delete') shown = null;
    else if (w.kind === 'change') shown = { ...shown, ...boardPatch(w.patch), ...w.patch };
  }
  return shown;
}
