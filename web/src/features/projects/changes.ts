import { ApiError, api, reason, type Id, type Task, type TaskPatch, type TaskSummary } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { boardQuery, taskQuery } from './api';
import { withAnswer, withoutTask, type BoardState } from './board-state';
import { dropWish, wish } from './pending';

/*
 * Changes to tasks: shown at once (a wish), sent in the order they were made, confirmed by the answer or by the live
 * stream, whichever is first. A refusal drops the wish: the card goes back, and a message says why.
 */

/** The last request of each task: changes of one task are sent one after the other, of different ones side by side. */
const queues = new Map<Id, Promise<unknown>>();

function inOrder<T>(taskId: Id, send: () => Promise<T>): Promise<T> {
  const made = (queues.get(taskId) ?? Promise.resolve()).then(send, send);
  queues.set(taskId, made);
  const clear = () => queues.get(taskId) === made && queues.delete(taskId);
  made.then(clear, clear);
  return made;
}

function confirm(projectId: Id, change: (board: BoardState) => BoardState) {
  queryClient.setQueryData(boardQuery(projectId).queryKey, (board) => board && change(board));
}

function confirmTask(task: Task, created = false) {
  confirm(task.projectId, (board) => withAnswer(board, task, created));
  queryClient.setQueryData(taskQuery(task.id).queryKey, (known) => (known && known.version > task.version ? known : task));
}

interface Step {
  label: string;
  undo: () => void;
}

const done: Step[] = [];
const REMEMBERED = 50;

function remember(label: string, undo: () => void) {
  done.push({ label, undo });
  if (done.length > REMEMBERED) done.shift();
}

/** Takes back the last change of this tab; says what it was. */
export function undoLast(): void {
  const step = done.pop();
  if (!step) return void toast({ title: 'Nothing to undo' });
  step.undo();
  toast({ title: `Undone: ${step.label}` });
}

interface ChangeOptions {
  /** Whether ⌘Z takes it back. */
  undoable?: boolean;
}

/** Changes one task. Resolves when the server has answered, either way. */
export async function changeTask(task: TaskSummary, patch: TaskPatch, { undoable = true }: ChangeOptions = {}): Promise<boolean> {
  if (undoable) remember(`change of ${task.key || task.title}`, () => void changeTask(task, before(task, patch), { undoable: false }));
  const number = wish({ kind: 'change', taskId: task.id, projectId: task.projectId, patch });
  try {
    confirmTask(await inOrder(task.id, () => api.patch<Task>(`/v1/tasks/${task.id}`, patch)));
    return true;
  } catch (error) {
    const moved = patch.statusId !== undefined || patch.position !== undefined;
    refused(moved ? `${name(task)} went back` : `${name(task)} was not changed`, error, () => void changeTask(task, patch, { undoable }));
    if (error instanceof ApiError && error.status === 404) void queryClient.invalidateQueries({ queryKey: ['board', task.projectId] });
    return false;
  } finally {
    dropWish(number);
  }
}

/** Changes several tasks as one step of undo. */
export function changeTasks(tasks: TaskSummary[], patchOf: (task: TaskSummary) => TaskPatch | null): void {
  const changes = tasks.map((task) => ({ task, patch: patchOf(task) })).filter((c) => c.patch !== null);
  if (changes.length === 0) return;
  for (const { task, patch } of changes) void changeTask(task, patch!, { undoable: false });
  const label = changes.length === 1 ? `change of ${name(changes[0]!.task)}` : `change of ${changes.length} tasks`;
  remember(label, () => changes.forEach(({ task, patch }) => void changeTask(task, before(task, patch!), { undoable: false })));
}

/** Makes a task. It stands on the board at once, with its number when the server has given one. */
export async function createTask(task: TaskSummary, more: Pick<Task, 'description'> | null = null): Promise<boolean> {
  const number = wish({ kind: 'create', taskId: task.id, projectId: task.projectId, task });
  const { id, title, statusId, priority, assigneeIds, labelIds, startDate, dueDate, estimate, parentId, milestoneId, position } = task;
  const body = { id, title, statusId, priority, assigneeIds, labelIds, startDate, dueDate, estimate, parentId, milestoneId, position };
  try {
    const made = await inOrder(id, () => api.post<Task>(`/v1/projects/${task.projectId}/tasks`, { ...withoutNulls(body), ...more }));
    confirmTask(made, true);
    remember(`new task ${made.key}`, () => void deleteTask(made));
    return true;
  } catch (error) {
    refused(`“${title}” was not created`, error, () => void createTask(task, more));
    return false;
  } finally {
    dropWish(number);
  }
}

/** Moves a task to the trash; the message offers to take it back. */
export async function deleteTask(task: TaskSummary): Promise<void> {
  const number = wish({ kind: 'delete', taskId: task.id, projectId: task.projectId });
  const restore = () => void restoreTask(task);
  try {
    await inOrder(task.id, () => api.delete(`/v1/tasks/${task.id}`));
    confirm(task.projectId, (board) => withoutTask(board, task.id));
    remember(`deletion of ${name(task)}`, restore);
    toast({ title: `${name(task)} is in the trash`, detail: 'It is kept for 30 days.', action: { label: 'Undo', run: restore } });
  } catch (error) {
    refused(`${name(task)} was not deleted`, error, () => void deleteTask(task));
  } finally {
    dropWish(number);
  }
}

async function restoreTask(task: TaskSummary): Promise<void> {
  try {
    const back = await api.post<Task>(`/v1/tasks/${task.id}/restore`);
    confirm(task.projectId, (board) => {
      const gone = new Set(board.gone);
      gone.delete(task.id);
      return withAnswer({ ...board, gone }, back, true);
    });
    queryClient.setQueryData(taskQuery(task.id).queryKey, back);
  } catch (error) {
    refused(`${name(task)} was not restored`, error, () => void restoreTask(task));
  }
}

const name = (task: TaskSummary) => task.key || `“${task.title}”`;

/** What the touched fields were: from the task in full where it is known, since boards carry no contents. */
function before(task: TaskSummary, patch: TaskPatch): TaskPatch {
  const full: Partial<Task> = { ...queryClient.getQueryData(taskQuery(task.id).queryKey), ...task };
  return Object.fromEntries(Object.keys(patch).map((field) => [field, full[field as keyof Task] ?? null])) as TaskPatch;
}

function refused(title: string, error: unknown, again: () => void): void {
  const offer = error instanceof ApiError && error.transient;
  toast({ tone: 'bad', title, detail: reason(error), ...(offer ? { action: { label: 'Try again', run: again } } : {}) });
}

function withoutNulls<T extends object>(body: T): Partial<T> {
  return Object.fromEntries(Object.entries(body).filter(([, v]) => v !== null && v !== '' && !(Array.isArray(v) && v.length === 0))) as Partial<T>;
}
