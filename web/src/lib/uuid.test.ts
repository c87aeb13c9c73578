import { expect, test } from 'vitest';
import { uuidv7 } from './uuid';

test('ids are version 7, variant 2, carry their time and sort in the order of making', () => {
  const now = Date.now() + 60_000;
  const ids = Array.from({ length: 10_000 }, () => uuidv7(now));
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
});
