import { cx } from '@/lib/cx';

const hues = [25, 55, 95, 150, 190, 235, 268, 300, 340];

/** First letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}

function hue(name: string): number {
  let sum = 0;
  for (const c of name) sum = (sum * 31 + c.charCodeAt(0)) >>> 0;
  return hues[sum % hues.length]!;
}

/** A person as initials on their own colour. `decorative` when the name stands beside it; `label` when there is more to say than the name. */
export function Avatar({ name, label = name, size = 20, decorative, className }: { name: string; label?: string; size?: number; decorative?: boolean; className?: string }) {
  return (
    <span
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label })}
      className={cx('grid shrink-0 place-items-center rounded-full font-semibold text-white select-none', className)}
      style={{ width: size, height: size, fontSize: size * 0.43, background: `oklch(0.52 0.12 ${hue(name)})` }}
    >
      {initials(name)}
    </span>
  );
}
