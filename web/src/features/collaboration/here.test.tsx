import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Present } from '@/lib/live/connection';
import { hearPresence, nobodyHere, tellWhere } from '@/lib/live/presence';
import { me, open, serve, signIn } from '@/test/harness';

const project = {
  id: 'p1', key: 'HBR', name: 'Harbour website', color: 'blue', state: 'active', startDate: null, dueDate: null, openTasks: 1, doneTasks: 0, origin: null,
  updatedAt: '2026-11-23T10:00:00Z', version: 1, description: null, labels: [], milestones: [], memberIds: [], createdBy: me.id, createdAt: '2026-11-23T10:00:00Z',
  statuses: [{ id: 's1', name: 'To do', category: 'todo', position: 'A', wipLimit: null }],
};
const task = {
  id: 't1', projectId: 'p1', number: 1, key: 'HBR-1', title: 'Tide table', statusId: 's1', priority: 'none', assigneeIds: [], labelIds: [], startDate: null, dueDate: null,
  estimate: null, parentId: null, milestoneId: null, position: 'B', checklistTotal: 0, checklistDone: 0, hasDescription: false, completedAt: null,
  createdAt: '2026-11-23T10:00:00Z', updatedAt: '2026-11-23T10:00:00Z', version: 1,
};
const member = (id: string, firstName: string) => ({ id, username: firstName.toLowerCase(), firstName, lastName: 'Okafor', email: `${id}@example.test`, role: 'member' });
const answers = {
  'GET /v1/projects/p1/board': { seq: 10, project, tasks: [task] },
  'GET /v1/tasks/t1': { ...task, description: null, checklist: [], createdBy: me.id, projectName: project.name, projectKey: 'HBR' },
  'GET /v1/comments': { items: [], next: null },
  'GET /v1/files': { items: [], next: null },
  'GET /v1/activity': { items: [], next: null },
  'GET /v1/organizations/o-1/members': { items: ['Ben', 'Cem', 'Dia', 'Eva', 'Fay'].map((n, i) => member(`p-${i + 2}`, n)), next: null },
};
const at = (connectionId: string, personId: string, more: Partial<Present> = {}): Present => ({ connectionId, personId, projectId: 'p1', taskId: null, editing: false, ...more });
const hear = (message: Parameters<typeof hearPresence>[0]) => act(() => hearPresence(message));

beforeEach(() => {
  signIn();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
});
afterEach(() => {
  act(nobodyHere);
  tellWhere(null);
  vi.unstubAllGlobals();
});

test('the board shows the others by name, once each, and who writes first', async () => {
  serve(answers);
  open('/projects/p1');
  await screen.findByRole('article', { name: 'Tide table' });
  expect(screen.queryByRole('list', { name: 'Here now' })).toBeNull();
  hear({ type: 'presence', projectId: 'p1', people: [at('c1', 'p-2'), at('c2', 'p-2'), at('c3', 'p-3', { taskId: 't1', editing: true }), at('c4', me.id)] });
  const names = () => within(screen.getByRole('list', { name: 'Here now' })).getAllByRole('img').map((i) => i.getAttribute('aria-label'));
  await waitFor(() => expect(names()).toEqual(['Cem Okafor is writing', 'Ben Okafor']));
  hear({ type: 'absent', projectId: 'p1', connectionId: 'c3' });
  expect(names()).toEqual(['Ben Okafor']);
  for (const [i, id] of ['p-3', 'p-4', 'p-5', 'p-6'].entries()) hear({ type: 'present', present: at(`d${i}`, id) });
  expect(names()).toHaveLength(4);
  expect(screen.getByText('+1')).toBeVisible();
  expect(screen.getByText('Fay Okafor')).toHaveClass('sr-only');
});

test('a task shows those at it, and tells when this person writes and leaves', async () => {
  const told: unknown[] = [];
  serve(answers);
  const { user, router } = open('/projects/p1/tasks/t1');
  const title = await screen.findByRole('textbox', { name: 'Title' });
  // In place of the live stream, which came with the shell.
  tellWhere((place) => told.push(place));
  expect(told.at(-1)).toEqual({ projectId: 'p1', taskId: 't1', editing: false });
  hear({ type: 'presence', projectId: 'p1', people: [at('c1', 'p-2'), at('c2', 'p-3', { taskId: 't1' })] });
  await waitFor(() => expect(within(screen.getByRole('list', { name: 'Here now' })).getAllByRole('img')).toHaveLength(1));
  expect(screen.getByRole('img', { name: 'Cem Okafor' })).toBeVisible();
  await user.click(title);
  await waitFor(() => expect(told.at(-1)).toEqual({ projectId: 'p1', taskId: 't1', editing: true }));
  await act(() => router.navigate({ to: '/projects' as never }));
  await waitFor(() => expect(told.at(-1)).toBeNull());
});
