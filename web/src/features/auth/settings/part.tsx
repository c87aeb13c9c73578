import { useId, type ReactNode } from 'react';
import { ago } from '@/lib/format';

/** One of the settings, with a sentence about it. */
export function Part({ title, lead, actions, children }: { title: string; lead: ReactNode; actions?: ReactNode; children?: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <header className="flex items-start justify-between gap-4 max-md:flex-wrap">
        <div className="grid gap-0.5">
          <h2 id={id} className="text-md font-semibold">
            {title}
          </h2>
          <p className="text-ink-2">{lead}</p>
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}

/** `5 min ago`, `just now`, or a date. */
export function when(instant: string): string {
  const words = ago(instant);
  return /^\d+ (min|h|d)$/.test(words) ? `${words} ago` : words;
}

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
