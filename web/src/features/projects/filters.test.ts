import { expect, test } from 'vitest';
import type { TaskSummary } from '@/lib/api';
import { filterOf, projectSearch } from './filters';

const task = (patch: Partial<TaskSummary>) =>
  ({ title: 'Harbour map', key: 'HBR-1', assigneeIds: [], labelIds: [], priority: 'none', dueDate: null, completedAt: null, milestoneId: null, ...patch }) as unknown as TaskSummary;

test('the address is read strictly: unknown names and values are dropped', () => {
  expect(projectSearch({ view: 'list', q: 12, due: 'never', priority: 'high', x: 1 })).toEqual({ view: 'list', q: '12', priority: 'high' });
});

test('words, people, labels and due dates narrow together', () => {
  const now = new Date(2026, 10, 23);
  const on = (search: object, t: Partial<TaskSummary>) => filterOf(projectSearch({ ...search }), now)(task(t));
  expect(on({ q: 'map harb' }, {})).toBe(true);
  expect(on({ q: 'hbr-1' }, {})).toBe(true);
  expect(on({ q: 'quay' }, {})).toBe(false);
  expect(on({ assignee: 'none' }, {})).toBe(true);
  expect(on({ assignee: 'ada' }, { assigneeIds: ['ada'] })).toBe(true);
  expect(on({ assignee: 'ada', label: 'x' }, { assigneeIds: ['ada'] })).toBe(false);
  expect(on({ due: 'late' }, { dueDate: '2026-11-22' })).toBe(true);
  expect(on({ due: 'late' }, { dueDate: '2026-11-22', completedAt: '2026-11-20T00:00:00Z' })).toBe(false);
  expect(on({ due: 'week' }, { dueDate: '2026-11-30' })).toBe(true);
  expect(on({ due: 'week' }, { dueDate: '2026-12-01' })).toBe(false);
});
