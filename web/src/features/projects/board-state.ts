import type { Board, ChecklistItem, Entry, Id, Label, Milestone, Project, Status, Task, TaskPatch, TaskSummary } from '@/lib/api';

/** What the server has confirmed about one project's board. Immutable; a change makes a new one that shares the rest. */
export interface BoardState {
  /** Journal position that everything in here reflects at least. */
  readonly seq: number;
  readonly project: Project;
  readonly tasks: ReadonlyMap<Id, TaskSummary>;
  /** Deleted tasks, so that a late answer does not bring one back. */
  readonly gone: ReadonlySet<Id>;
}

export function fromBoard(board: Board): BoardState {
  return { seq: board.seq, project: board.project, tasks: new Map(board.tasks.map((t) => [t.id, t])), gone: new Set() };
}

/** The short form of a task that boards and lists show. */
export function summaryOf(task: Task | TaskSummary): TaskSummary {
  if (!('checklist' in task)) return task;
  const { description, checklist, createdBy: _by, projectName: _name, projectKey: _key, ...rest } = task;
  return { ...rest, ...derived({ description, checklist }) };
}

/** What a board can tell of a change: contents become counts. */
export function boardPatch(patch: TaskPatch & Partial<TaskSummary>): Partial<TaskSummary> {
  const { description, checklist, ...rest } = patch;
  return { ...rest, ...derived({ description, checklist }) };
}

function derived({ description, checklist }: { description?: string | null | undefined; checklist?: ChecklistItem[] | undefined }): Partial<TaskSummary> {
  return {
    ...(description === undefined ? {} : { hasDescription: Boolean(description) }),
    ...(checklist ? { checklistTotal: checklist.length, checklistDone: checklist.filter((i) => i.done).length } : {}),
  };
}

type Versioned = { version?: number };
type Data = Record<string, unknown>;

/**
 * Applies journal entries to what is known. Idempotent: an entry the board already reflects (by `seq`, or by the
 * task's `version` when our own answer came first) changes nothing, and then the very same object comes back.
 */
export function applyEntries(board: BoardState, entries: readonly Entry[]): BoardState {
  let { project } = board;
  let tasks: Map<Id, TaskSummary> | null = null;
  let gone: Set<Id> | null = null;
  let seq = board.seq;
  const known = () => tasks ?? board.tasks;
  const put = (task: TaskSummary) => (tasks ??= new Map(board.tasks)).set(task.id, task);

  for (const entry of entries) {
    if (entry.seq <= seq) continue;
    const data = entry.data as Data;
    if (!concerns(entry, project.id)) continue;
    seq = entry.seq;
    switch (entry.type) {
      case 'task.created':
      case 'task.restored': {
        const task = data.task as Task | undefined;
        if (!task || task.projectId !== project.id) break;
        gone?.delete(task.id);
        if (board.gone.has(task.id)) (gone ??= new Set(board.gone)).delete(task.id);
        if ((known().get(task.id)?.version ?? 0) < task.version) put(summaryOf(task));
        break;
      }
      case 'task.changed': {
        const task = known().get(entry.subjectId);
        const after = data.after as Partial<Task> & Versioned;
        if (task && (after.version ?? task.version + 1) > task.version) put({ ...task, ...boardPatch(onlyBoardFields(after)) });
        break;
      }
      case 'task.deleted': {
        (gone ??= new Set(board.gone)).add(entry.subjectId);
        if (known().has(entry.subjectId)) (tasks ??= new Map(board.tasks)).delete(entry.subjectId);
        break;
      }
      case 'project.changed': {
        const after = data.after as Partial<Project> & Versioned;
        if ((after.version ?? project.version + 1) > project.version) project = { ...project, ...after };
        break;
      }
      default: {
        project = applyPart(project, entry.type, data);
        const without = forgetful(entry.type, data);
        // Deleting a label or a milestone takes it off its tasks, without an entry for each.
        if (without) for (const task of [...known().values()]) {
          const cleared = without(task);
          if (cleared) put(cleared);
        }
      }
    }
  }
  return seq === board.seq ? board : { seq, project, tasks: tasks ?? board.tasks, gone: gone ?? board.gone };
}

const SUMMARY_FIELDS = [
  'title', 'statusId', 'priority', 'assigneeIds', 'labelIds', 'startDate', 'dueDate', 'estimate', 'parentId', 'milestoneId', 'position',
  'checklistTotal', 'checklistDone', 'hasDescription', 'completedAt', 'updatedAt', 'version', 'description', 'checklist', 'number', 'key',
] as const;

function onlyBoardFields(after: Partial<Task>): Partial<Task> {
  return Object.fromEntries(Object.entries(after).filter(([name]) => (SUMMARY_FIELDS as readonly string[]).includes(name)));
}

/** Whether an entry is about this project: it says so itself, or its subject is the project, or its audience. */
function concerns(entry: Entry, projectId: Id): boolean {
  const data = entry.data as Data & { task?: { projectId?: Id } };
  const of = data.projectId ?? data.task?.projectId;
  return of === undefined ? entry.subjectId === projectId || entry.audience === `project:${projectId}` : of === projectId;
}

/** Statuses, labels and milestones: small lists inside the project. */
function applyPart(project: Project, type: string, data: Data): Project {
  const [part, what] = type.split('.');
  if (part === 'status') {
    return { ...project, statuses: listWith(project.statuses, data.status as Status, what).sort(byPosition) };
  }
  if (part === 'label') return { ...project, labels: listWith(project.labels, data.label as Label, what) };
  if (part === 'milestone') {
    return { ...project, milestones: listWith(project.milestones, data.milestone as Milestone, what).sort(byPosition) };
  }
  return project;
}

/** What a deleted label or milestone does to a task: the task without it, or null where it was not. */
function forgetful(type: string, data: Data): ((task: TaskSummary) => TaskSummary | null) | null {
  const id = ((data.label ?? data.milestone) as { id: Id } | undefined)?.id;
  if (type === 'label.deleted') return (task) => (task.labelIds.includes(id!) ? { ...task, labelIds: task.labelIds.filter((l) => l !== id) } : null);
  if (type === 'milestone.deleted') return (task) => (task.milestoneId === id ? { ...task, milestoneId: null } : null);
  return null;
}

function listWith<T extends { id: Id }>(list: T[], item: T | undefined, what: string | undefined): T[] {
  if (!item) return [...list];
  const others = list.filter((x) => x.id !== item.id);
  if (what === 'deleted') return others;
  const at = list.findIndex((x) => x.id === item.id);
  if (at < 0) return [...list, item];
  return list.map((x) => (x.id === item.id ? { ...x, ...item } : x));
}

/** Bytewise, as the server compares; ties by id. */
export function byPosition(a: { position: string; id: Id }, b: { position: string; id: Id }): number {
  return a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Takes the server's answer to our own change, unless something newer is known already. */
export function withAnswer(board: BoardState, task: Task | TaskSummary, created = false): BoardState {
  const known = board.tasks.get(task.id);
  if (board.gone.has(task.id) || (!known && !created) || (known && known.version >= task.version)) return board;
  return { ...board, tasks: new Map(board.tasks).set(task.id, summaryOf(task)) };
}

export function withoutTask(board: BoardState, id: Id): BoardState {
  if (!board.tasks.has(id)) return board;
  const tasks = new Map(board.tasks);
  tasks.delete(id);
  return { ...board, tasks, gone: new Set(board.gone).add(id) };
}
