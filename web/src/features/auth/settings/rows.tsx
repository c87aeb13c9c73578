import type { ReactNode } from 'react';
export { when } from '@/lib/format';

/** A quiet list of rows in a frame. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="overflow-hidden rounded-xl border border-line bg-surface">
      {children}
    </ul>
  );
}

export function Row({ icon, title, detail, children }: { icon?: ReactNode; title: ReactNode; detail: ReactNode; children?: ReactNode }) {
  return (
    <li className="flex min-h-12 items-center gap-3 border-t border-line px-3 py-1.5 first:border-0">
      {icon && <span className="shrink-0 text-ink-3">{icon}</span>}
      <span className="grid min-w-0 flex-1">
        <span className="flex items-center gap-2 font-medium">{title}</span>
        <span className="text-sm text-ink-3">{detail}</span>
      </span>
      {children}
    </li>
  );
}
