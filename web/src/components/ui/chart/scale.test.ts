import { expect, test } from 'vitest';
import { every, linePath, ticks } from './scale';

test.each([
  [7_451, [0, 2_000, 4_000, 6_000, 8_000]],
  [0.21, [0, 0.1, 0.2, 0.3]],
  [23.4, [0, 10, 20, 30]],
  [4, [0, 1, 2, 3, 4]],
  [0, [0, 1]],
  [Number.NaN, [0, 1]],
])('ticks to %d are round and reach it', (max, expected) => {
  expect(ticks(max)).toEqual(expected);
});

test('for any maximum the ticks begin at 0, rise evenly and cover it with a handful', () => {
  for (let max = 1e-3; max < 1e9; max *= 1.37) {
    const t = ticks(max);
    expect(t[0]).toBe(0);
    expect(t.at(-1)!).toBeGreaterThanOrEqual(max * (1 - 1e-9));
    expect(t.length).toBeLessThanOrEqual(6);
    expect(t.length).toBeGreaterThanOrEqual(3);
  }
});

test('labels are thinned until they fit', () => {
  expect([every(60, 50), every(30, 50), every(10, 50), every(1, 50)]).toEqual([1, 2, 6, 50]);
});

test('a gap breaks the line', () => {
  expect(linePath([[0, 1], [1, 2], null, [3, 4]])).toBe('M0.0 1.0L1.0 2.0M3.0 4.0');
});
