import { expect, test } from 'vitest';
import { positionAt } from './order';

const list = [
  { id: 'a', position: 'B' },
  { id: 'b', position: 'D' },
  { id: 'c', position: 'D' },
  { id: 'd', position: 'F' },
];
const inside = (made: string, low: string, high: string) => expect(low < made && made < high, `${low} ${made} ${high}`).toBe(true);

test('between neighbours, at the ends, and past cards that share a position', () => {
  inside(positionAt(list, 0), '', 'B');
  inside(positionAt(list, 1), 'B', 'D');
  inside(positionAt(list, 2), 'D', 'F');
  inside(positionAt(list, 4), 'F', '~');
  inside(positionAt([], 0), '', '~');
});

test('a card moved within its list does not count as its own neighbour', () => {
  inside(positionAt(list, 2, 'a'), 'D', 'F');
  inside(positionAt(list, 4, 'a'), 'F', '~');
  inside(positionAt(list, 0, 'd'), '', 'B');
});
