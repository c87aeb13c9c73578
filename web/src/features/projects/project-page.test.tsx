import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Entry, Project, Task, TaskSummary } from '@/lib/api';
import { listenForKeys } from '@/lib/commands';
import { me, open, problem, serve, signIn, type Call } from '@/test/harness';
import { projectsLive } from './live';

const project = {
  id: 'p1', key: 'HBR', name: 'Harbour website', color: 'blue', state: 'active', startDate: null, dueDate: null, openTasks: 2, doneTasks: 0, origin: null,
  updatedAt: '2026-11-23T10:00:00Z', version: 1, description: null, labels: [], milestones: [], memberIds: [me.id], createdBy: me.id, createdAt: '2026-11-23T10:00:00Z',
  statuses: [
    { id: 's1', name: 'To do', category: 'todo', position: 'A', wipLimit: null },
    { id: 's2', name: 'In progress', category: 'doing', position: 'B', wipLimit: 1 },
    { id: 's3', name: 'Done', category: 'done', position: 'C', wipLimit: null },
  ],
} as Project;

const task = (n: number, title: string, more: Partial<TaskSummary> = {}): TaskSummary => ({
  id: `t${n}`, projectId: 'p1', number: n, key: `HBR-${n}`, title, statusId: 's1', priority: 'none', assigneeIds: [], labelIds: [], startDate: null, dueDate: null,
  estimate: null, parentId: null, milestoneId: null, position: `B${n}`, checklistTotal: 0, checklistDone: 0, hasDescription: false, completedAt: null,
  createdAt: '2026-11-23T10:00:00Z', updatedAt: '2026-11-23T10:00:00Z', version: 1, ...more,
});
const full = (t: TaskSummary): Task => ({ ...t, description: null, checklist: [], createdBy: me.id, projectName: project.name, projectKey: 'HBR' });

const tasks = [task(1, 'Tide table'), task(2, 'Berth booking'), task(3, 'Storm banner', { statusId: 's2' })];
const board = { 'GET /v1/projects/p1/board': { seq: 10, project, tasks } };

/** The titles in a column, from top to bottom. */
const cards = (column: string) => within(screen.getByRole('region', { name: column })).queryAllByRole('article').map((a) => a.getAttribute('aria-label'));

let deafen: () => void;

beforeEach(() => {
  signIn();
  deafen = listenForKeys();
  // jsdom knows no stylesheet, so the drag library thinks that nothing scrolls and says it at length.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  // jsdom measures nothing; a list of no height would draw no rows.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(300);
});
afterEach(() => {
  deafen();
  vi.unstubAllGlobals();
});

test('the board shows columns with their cards, and the column over its limit says so', async () => {
  serve({ ...board, 'GET /v1/projects/p1/board': { seq: 10, project, tasks: [...tasks, task(4, 'Price list', { statusId: 's2' })] } });
  open('/projects/p1');
  await screen.findByRole('article', { name: 'Tide table' });
  expect(cards('To do')).toEqual(['Tide table', 'Berth booking']);
  expect(cards('In progress')).toEqual(['Storm banner', 'Price list']);
  expect(screen.getByTitle('Over its limit of 1')).toHaveTextContent('2 / 1');
});

test('a card carried by keyboard moves at once; the refusal brings it back with the reason', async () => {
  let refuse: (r: Response) => void = () => undefined;
  const calls = serve({ ...board, 'PATCH /v1/tasks/t1': () => new Promise<Response>((resolve) => (refuse = resolve)) });
  const { user } = open('/projects/p1');
  within(await screen.findByRole('article', { name: 'Tide table' })).getByRole('link').focus();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await waitFor(() => expect(cards('In progress')).toEqual(['Tide table', 'Storm banner']));
  await waitFor(() => expect(calls.some((c) => c.method === 'PATCH')).toBe(true));
  expect(calls.find((c) => c.method === 'PATCH')!.body).toMatchObject({ statusId: 's2', position: expect.stringMatching(/^[0-9A-Za-z]+$/) });
  refuse(problem(403, 'forbidden', 'Guests may not move tasks.'));
  await waitFor(() => expect(cards('To do')).toEqual(['Tide table', 'Berth booking']));
  expect(await screen.findByText('HBR-1 went back')).toBeInTheDocument();
  expect(screen.getByText('Guests may not move tasks.')).toBeInTheDocument();
});

test('somebody else’s change appears, and our own entry does not double the card we made', async () => {
  const calls = serve({ ...board, 'POST /v1/projects/p1/tasks': ({ body }: Call) => full({ ...task(9, (body as Task).title), ...(body as Partial<TaskSummary>), key: 'HBR-9' }) });
  const { user, client } = open('/projects/p1');
  await user.click(await screen.findByRole('button', { name: 'Add a card to To do' }));
  await user.keyboard('Quay photographs{Enter}');
  await screen.findByText('HBR-9');
  const made = calls.find((c) => c.method === 'POST')!.body as Task;
  const entry = (seq: number, type: string, subjectId: string, data: object) => ({ seq, type, subjectId, data, id: `e${seq}`, at: '', actorId: 'x', subjectType: 'task', audience: 'project:p1' }) as unknown as Entry;
  projectsLive(
    [
      entry(11, 'task.created', made.id, { task: full({ ...task(9, made.title), ...made, key: 'HBR-9' }) }),
      entry(12, 'task.changed', 't2', { projectId: 'p1', before: {}, after: { statusId: 's3', version: 2 } }),
    ],
    client,
  );
  await waitFor(() => expect(cards('Done')).toEqual(['Berth booking']));
  expect(cards('To do')).toEqual(['Tide table', 'Quay photographs']);
});

test('two quick changes of one task are sent one after the other', async () => {
  const answers: ((t: Task) => void)[] = [];
  const calls = serve({ ...board, 'PATCH /v1/tasks/t1': () => new Promise((resolve) => answers.push(resolve as never)) });
  const { user } = open('/projects/p1');
  within(await screen.findByRole('article', { name: 'Tide table' })).getByRole('link').focus();
  await user.keyboard('p');
  await user.click(await screen.findByRole('option', { name: /Urgent/ }));
  await user.keyboard('i');
  const patches = () => calls.filter((c) => c.method === 'PATCH').map((c) => c.body);
  await waitFor(() => expect(patches()).toEqual([{ priority: 'urgent' }]));
  answers[0]!(full(task(1, 'Tide table', { priority: 'urgent', version: 2 })));
  await waitFor(() => expect(patches()).toEqual([{ priority: 'urgent' }, { assigneeIds: [me.id] }]));
  answers[1]!(full(task(1, 'Tide table', { priority: 'urgent', assigneeIds: [me.id], version: 3 })));
  expect(await screen.findByRole('img', { name: 'Priority: Urgent' })).toBeInTheDocument();
});

test('filters live in the address and say when they hide everything', async () => {
  serve(board);
  const { user, search } = open('/projects/p1?q=berth');
  await screen.findByRole('article', { name: 'Berth booking' });
  expect(cards('To do')).toEqual(['Berth booking']);
  await user.type(screen.getByLabelText('Filter by words'), ' nothing');
  expect(await screen.findByText('No task matches')).toBeInTheDocument();
  expect(search()).toMatchObject({ q: 'berth nothing' });
  await user.click(screen.getByRole('button', { name: 'Clear the filters' }));
  await waitFor(() => expect(cards('To do')).toEqual(['Tide table', 'Berth booking']));
});

test('Space peeks, J goes on, Escape closes', async () => {
  serve({ ...board, 'GET /v1/tasks/t1': full(tasks[0]!), 'GET /v1/tasks/t2': full(tasks[1]!), 'GET /v1/comments': { items: [], next: null }, 'GET /v1/files': { items: [], next: null } });
  const { user, search } = open('/projects/p1');
  within(await screen.findByRole('article', { name: 'Tide table' })).getByRole('link').focus();
  await user.keyboard(' ');
  expect(await screen.findByRole('complementary', { name: 'Task HBR-1' })).toBeInTheDocument();
  await user.keyboard('j');
  expect(await screen.findByRole('complementary', { name: 'Task HBR-2' })).toBeInTheDocument();
  expect(search()).toEqual({ peek: 't2' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
});
