import { expect, test } from 'vitest';
import type { Board, Entry, Project, Task, TaskPatch, TaskSummary } from '@/lib/api';
import { between } from '@/lib/fractional';
import { positionAt } from './order';
import { applyEntries, byPosition, fromBoard, summaryOf, withAnswer, withoutTask, type BoardState } from './board-state';
import { overlay, type Wish } from './pending';

function random(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A small true model of the server: the truth, and the journal it writes. */
class Server {
  seq = 0;
  project: Project;
  tasks = new Map<string, Task>();
  trash = new Map<string, Task>();
  journal: Entry[] = [];

  constructor() {
    const status = (id: string, position: string) => ({ id, name: id, category: 'todo' as const, position, wipLimit: null });
    this.project = {
      id: 'p', key: 'P', name: 'Project', color: 'blue', state: 'active', startDate: null, dueDate: null, openTasks: 0, doneTasks: 0,
      origin: null, updatedAt: '', version: 1, description: null, statuses: [status('s1', 'A'), status('s2', 'B')], labels: [],
      milestones: [], memberIds: [], createdBy: 'me', createdAt: '',
    } as Project;
  }

  private write(type: string, subjectId: string, data: Record<string, unknown>) {
    this.journal.push({ seq: ++this.seq, id: `e${this.seq}`, at: '', actorId: null, type, subjectType: type.split('.')[0]!, subjectId, audience: 'project:p', data: structuredClone(data) });
  }

  fetch(): Board {
    return structuredClone({ seq: this.seq, project: this.project, tasks: [...this.tasks.values()].map(summaryOf) });
  }

  create(id: string, statusId: string): Task {
    const task: Task = {
      id, projectId: 'p', number: this.seq, key: `P-${this.seq}`, title: id, statusId, priority: 'none', assigneeIds: [], labelIds: [],
      startDate: null, dueDate: null, estimate: null, parentId: null, milestoneId: null,
      position: between([...this.tasks.values()].map((t) => t.position).sort().at(-1) ?? null, null), checklistTotal: 0, checklistDone: 0,
      hasDescription: false, completedAt: null, createdAt: '', updatedAt: '', version: 1, description: null, checklist: [], createdBy: 'me',
      projectName: 'Project', projectKey: 'P',
    };
    this.tasks.set(id, task);
    this.write('task.created', id, { task });
    return structuredClone(task);
  }

  change(id: string, patch: TaskPatch): Task {
    const task = this.tasks.get(id)!;
    const after = { ...patch, version: task.version + 1, ...(patch.statusId === 's2' ? { completedAt: 'now' } : {}) };
    const changed = { ...task, ...after };
    Object.assign(changed, summaryOf(changed));
    this.tasks.set(id, changed);
    this.write('task.changed', id, { projectId: 'p', key: task.key, title: task.title, before: {}, after });
    return structuredClone(changed);
  }

  delete(id: string) {
    const task = this.tasks.get(id)!;
    this.tasks.delete(id);
    this.trash.set(id, task);
    this.write('task.deleted', id, { projectId: 'p', task });
  }

  restore(id: string) {
    const task = { ...this.trash.get(id)!, version: this.trash.get(id)!.version + 1 };
    this.trash.delete(id);
    this.tasks.set(id, task);
    this.write('task.restored', id, { projectId: 'p', task });
  }

  rename(name: string) {
    this.project = { ...this.project, name, version: this.project.version + 1 };
    this.write('project.changed', 'p', { before: {}, after: { name, version: this.project.version } });
  }

  label(id: string, what: 'created' | 'changed' | 'deleted') {
    const label = { id, name: `${id}-${this.seq}`, color: 'red' as const };
    const others = this.project.labels.filter((l) => l.id !== id);
    if (what === 'created') this.project = { ...this.project, labels: [...this.project.labels, label] };
    else if (what === 'deleted') {
      this.project = { ...this.project, labels: others };
      for (const task of this.tasks.values()) this.tasks.set(task.id, { ...task, labelIds: task.labelIds.filter((l) => l !== id) });
    }
    else this.project = { ...this.project, labels: this.project.labels.map((l) => (l.id === id ? label : l)) };
    this.write(`label.${what}`, id, { projectId: 'p', label });
  }

  elsewhere() {
    this.write('task.changed', 'x', { projectId: 'other', after: { version: 9, title: 'not ours' } });
  }
}

const comparable = (b: BoardState | Board) => ({
  project: b.project,
  tasks: [...b.tasks.values()].map((t) => ('description' in t ? summaryOf(t as Task) : t)).sort(byPosition),
});

/** One random thing a person does; the answer, when there is one, as the API gives it. */
function act(server: Server, rnd: () => number, n: number): { task: Task; created: boolean } | { deleted: string } | null {
  const pick = <T>(list: T[]): T | undefined => list[Math.floor(rnd() * list.length)];
  const id = pick([...server.tasks.keys()]);
  const r = rnd();
  if (r < 0.25 || !id) return { task: server.create(`t${n}`, pick(['s1', 's2'])!), created: true };
  if (r < 0.45) {
    const sorted = [...server.tasks.values()].sort(byPosition);
    const at = Math.floor(rnd() * sorted.length);
    return { task: server.change(id, { statusId: pick(['s1', 's2'])!, position: positionAt(sorted, at) }), created: false };
  }
  if (r < 0.55) return { task: server.change(id, { title: `title ${n}`, description: rnd() < 0.5 ? 'text' : null }), created: false };
  if (r < 0.6 && server.project.labels.length) return { task: server.change(id, { labelIds: [pick(server.project.labels)!.id] }), created: false };
  if (r < 0.65) return { task: server.change(id, { checklist: [{ id: 'c', text: 'x', done: rnd() < 0.5, heading: null }] }), created: false };
  if (r < 0.75) {
    server.delete(id);
    return { deleted: id };
  }
  if (r < 0.82) {
    const back = pick([...server.trash.keys()]);
    if (back) server.restore(back);
  } else if (r < 0.9) {
    const label = pick(server.project.labels);
    if (!label || rnd() < 0.4) server.label(`l${n}`, 'created');
    else server.label(label.id, rnd() < 0.5 ? 'changed' : 'deleted');
  } else if (r < 0.95) server.rename(`Name ${n}`);
  else server.elsewhere();
  return null;
}

test.each(Array.from({ length: 40 }, (_, i) => i + 1))('fetched state + entries = a fresh fetch, own answers early, late or doubled (seed %i)', (seed) => {
  const rnd = random(seed);
  const server = new Server();
  for (let i = 0; i < 10; i++) act(server, rnd, i);
  let board = fromBoard(server.fetch());
  let delivered = rnd() < 0.5 ? server.journal.length : 0;
  for (let i = 10; i < 200; i++) {
    const answer = act(server, rnd, i);
    // Half of the changes are this client's own: their answer arrives before, with or after the entries.
    if (answer && rnd() < 0.5) {
      if ('deleted' in answer) board = withoutTask(board, answer.deleted);
      else board = withAnswer(board, answer.task, answer.created);
    }
    if (rnd() < 0.4) {
      const from = rnd() < 0.2 ? Math.max(0, delivered - 5) : delivered;
      board = applyEntries(board, server.journal.slice(from));
      delivered = server.journal.length;
      expect(comparable(board)).toEqual(comparable(server.fetch()));
    }
  }
  board = applyEntries(board, server.journal.slice(delivered));
  expect(comparable(board)).toEqual(comparable(server.fetch()));
});

test('entries that are known already give back the very same board', () => {
  const server = new Server();
  server.create('a', 's1');
  const board = fromBoard(server.fetch());
  expect(applyEntries(board, server.journal)).toBe(board);
  server.elsewhere();
  expect(applyEntries(board, server.journal)).toBe(board);
});

test('a refused wish leaves the card where it is now, with what others changed meanwhile', () => {
  const server = new Server();
  server.create('a', 's1');
  let board = fromBoard(server.fetch());
  const move: Wish = { id: 1, taskId: 'a', projectId: 'p', kind: 'change', patch: { statusId: 's2' } };
  expect(overlay(board, [move]).get('a')!.statusId).toBe('s2');
  server.change('a', { title: 'renamed by another' });
  board = applyEntries(board, server.journal);
  expect(overlay(board, [move]).get('a')).toMatchObject({ statusId: 's2', title: 'renamed by another' });
  expect(overlay(board, []).get('a')).toMatchObject({ statusId: 's1', title: 'renamed by another' });
});

test('a created card is one card, before, with and after the server knows it', () => {
  const server = new Server();
  let board = fromBoard(server.fetch());
  const task = server.create('a', 's1');
  const made: Wish = { id: 1, taskId: 'a', projectId: 'p', kind: 'create', task: { ...(summaryOf(task) as TaskSummary), version: 0, key: '' } };
  expect([...overlay(board, [made]).keys()]).toEqual(['a']);
  board = applyEntries(board, server.journal);
  expect([...overlay(board, [made]).values()]).toEqual([summaryOf(task)]);
  board = withAnswer(board, task, true);
  expect([...overlay(board, []).values()]).toEqual([summaryOf(task)]);
  server.delete('a');
  board = applyEntries(board, server.journal);
  board = withAnswer(board, task, true);
  expect(overlay(board, [made]).size).toBe(0);
});
