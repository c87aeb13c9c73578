import { describe, expect, test } from 'vitest';
import { between, isPosition, spread } from './fractional';

/** Small seeded generator (mulberry32), so that a failure can be run again. */
function random(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('between', () => {
  test.each([1, 2, 3, 4, 5])('keeps any random sequence of insertions strictly sorted and valid (seed %i)', (seed) => {
    const rnd = random(seed);
    const list: string[] = [];
    for (let i = 0; i < 2_000; i++) {
      const at = Math.floor(rnd() * (list.length + 1));
      const made = between(list[at - 1] ?? null, list[at] ?? null);
      expect(isPosition(made), made).toBe(true);
      list.splice(at, 0, made);
    }
    for (let i = 1; i < list.length; i++) expect(list[i - 1]! < list[i]!, `${list[i - 1]} < ${list[i]}`).toBe(true);
  });

  test('finds room between any two neighbours, however close', () => {
    for (const [a, b] of [['A', 'B'], ['A', 'A1'], ['A', 'A01'], ['Az', 'B'], ['zz', 'zz1'], ['0001', '0002'], ['1', '11']]) {
      const made = between(a!, b!);
      expect(a! < made && made < b! && isPosition(made), `${a} ${made} ${b}`).toBe(true);
    }
  });

  test('fifty thousand appends or prepends stay far below the 64 characters the server takes', () => {
    let last: string | null = null;
    let first: string | null = null;
    for (let i = 0; i < 50_000; i++) {
      const higher: string = between(last, null);
      const lower: string = between(null, first);
      if ((last && higher <= last) || (first && lower >= first)) throw new Error(`${last} ${higher} ${lower} ${first}`);
      last = higher;
      first = lower;
    }
    expect(last!.length).toBeLessThanOrEqual(8);
    expect(first!.length).toBeLessThanOrEqual(8);
  });

  test('says when the neighbours are not in order', () => {
    expect(() => between('B', 'A')).toThrow(RangeError);
    expect(() => between('A', 'A')).toThrow(RangeError);
  });
});

test('spread gives that many sorted, distinct positions between the two', () => {
  const made = spread('A', 'B', 500);
  expect(made).toHaveLength(500);
  expect([...new Set(made)].sort()).toEqual(made);
  expect(made[0]! > 'A' && made.at(-1)! < 'B').toBe(true);
  expect(made.every(isPosition)).toBe(true);
});
