import type { Id } from '@/lib/api';
import { between } from '@/lib/fractional';

interface Placed {
  id: Id;
  position: string;
}

/**
 * The position for a card put before the `index`-th of `sorted` (its length: at the end); `moving` itself does not count.
 * Two people may have put cards on one and the same position; then the card goes above or below all of them.
 */
export function positionAt(sorted: readonly Placed[], index: number, moving?: Id): string {
  const others = moving ? sorted.filter((t) => t.id !== moving) : sorted;
  const own = moving ? sorted.findIndex((t) => t.id === moving) : -1;
  const at = own >= 0 && own < index ? index - 1 : index;
  const before = others[at - 1]?.position ?? null;
  const after = others.slice(at).find((t) => before === null || t.position > before)?.position ?? null;
  return between(before, after);
}
