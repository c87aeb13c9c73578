const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;

/** The longest position the server takes. */
export const MAX_POSITION = 64;

const digit = (position: string, at: number) => (at < position.length ? DIGITS.indexOf(position[at]!) : 0);

/** A position as the server takes it: 1–64 of `0-9A-Za-z`, not ending in `0`. */
export function isPosition(value: string): boolean {
  return value.length <= MAX_POSITION && /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(value);
}

/**
 * A position that sorts (bytewise) strictly between `before` and `after`; `null` is the open end.
 * Reads a position as a fraction in base 62, so there is always room; at the ends it steps by one digit in a
 * long run of appends instead of halving, so that a list filled from one end stays short (a quarter million
 * appends fit in 7 digits).
 *
 * @throws RangeError when `before` is not below `after`: the caller's list was not sorted.
 */
export function between(before: string | null, after: string | null): string {
  const low = before ?? '';
  if (after !== null && low >= after) throw new RangeError(`position ${low} is not below ${after}`);
  if (after === null) return next(low);
  if (before === null) return previous(after);
  return middle(low, after);
}

/** Just above `low`: one step in its last place, with carry; a full number grows by three places of room. */
function next(low: string): string {
  if (low === '') return DIGITS[BASE / 2]!;
  let i = low.length - 1;
  while (i >= 0 && digit(low, i) === BASE - 1) i--;
  if (i < 0) return low + '001';
  const grown = low.slice(0, i) + DIGITS[digit(low, i) + 1];
  const carried = low.length - 1 - i;
  return carried === 0 ? grown : grown + '0'.repeat(carried - 1) + '1';
}

/** Just below `high`: one step down in its last place, with borrow; the mirror of {@link next}. */
function previous(high: string): string {
  const last = high.length - 1;
  if (digit(high, last) > 1) return high.slice(0, last) + DIGITS[digit(high, last) - 1];
  let i = last - 1;
  while (i >= 0 && digit(high, i) === 0) i--;
  if (i < 0) return '0'.repeat(high.length) + 'zzz';
  return high.slice(0, i) + DIGITS[digit(high, i) - 1] + 'z'.repeat(last - i);
}

/** Halfway between two digits of the first place where they leave room for one. */
function middle(low: string, high: string): string {
  let prefix = '';
  for (let i = 0; ; i++) {
    const l = digit(low, i);
    const h = high === '' ? BASE : digit(high, i);
    if (l === h) {
      prefix += DIGITS[l];
      continue;
    }
    if (h - l > 1) return prefix + DIGITS[Math.floor((l + h) / 2)];
    // Neighbours: keep the lower digit; from here on anything above the rest of `low` will do.
    return prefix + DIGITS[l] + middle(low.slice(i + 1), '');
  }
}

/** `count` positions in order between two others, spread evenly so that each keeps room on both sides. */
export function spread(before: string | null, after: string | null, count: number): string[] {
  if (count <= 0) return [];
  const half = Math.floor(count / 2);
  const centre = before === null && after === null ? 'V' : between(before, after);
  return [...spread(before, centre, half), centre, ...spread(centre, after, count - half - 1)];
}
