import { expect, test } from 'vitest';
import { sentence } from './activity-feed';

const name = (id: string) => ({ ada: 'Ada', jo: 'Jo' })[id] ?? id;
const changed = (before: object, after: object) => sentence({ type: 'task.changed', data: { before, after } }, name);

test('a change reads as a sentence about what changed', () => {
  expect(changed({ assigneeIds: ['jo'] }, { assigneeIds: ['ada'], version: 3 })).toBe('assigned Ada, unassigned Jo');
  expect(changed({}, { dueDate: null, priority: 'high', version: 2 })).toBe('set the priority to high, removed the due date');
  expect(changed({}, { statusId: 's', position: 'V', completedAt: '2026-01-01T00:00:00Z' })).toBe('completed it');
  expect(changed({}, { version: 2 })).toBe('changed the task');
});

test('an unknown type still says something true', () => {
  expect(sentence({ type: 'milestone.created', data: {} }, name)).toBe('created a milestone');
});
