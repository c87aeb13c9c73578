import type { ReactNode } from 'react';
import type { Color } from '@/lib/api';
import { cx } from '@/lib/cx';

const tones = {
  neutral: 'border-line text-ink-2',
  ok: 'border-ok/30 bg-ok/8 text-ok',
  warn: 'border-warn/35 bg-warn/8 text-warn',
  bad: 'border-bad/30 bg-bad/8 text-bad',
  info: 'border-info/30 bg-info/8 text-info',
  accent: 'border-accent/30 bg-accent/8 text-accent-text',
};

/** A word about a state. Never colour alone: the word says it. */
export function Badge({ tone = 'neutral', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return <span className={cx('inline-flex h-5 items-center gap-1 rounded-full border px-2 text-xs whitespace-nowrap', tones[tone])}>{children}</span>;
}

/** The dot of a label or a project. */
export function Dot({ color, size = 8 }: { color: Color; size?: number }) {
  return <span aria-hidden className="inline-block shrink-0 rounded-full" style={{ width: size, height: size, background: `var(--mark-${color})` }} />;
}

/** A label as rows and panels show it. */
export function LabelTag({ name, color }: { name: string; color: Color }) {
  return (
    <span className="inline-flex h-[19px] max-w-36 items-center gap-[5px] rounded-full border border-line px-[7px] text-xs text-ink-2">
      <Dot color={color} size={7} />
      <span className="truncate">{name}</span>
    </span>
  );
}

/** The CSS colour of one of the API's colour names. */
export const mark = (color: Color): string => `var(--mark-${color})`;
