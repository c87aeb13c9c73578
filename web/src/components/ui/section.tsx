import { useId, type ReactNode } from 'react';
import { cx } from '@/lib/cx';

interface SectionProps {
  title: string;
  /** One or two sentences: what this is for. */
  description?: ReactNode;
  /** The button at its right. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A titled part of a settings page. */
export function Section({ title, description, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-3.5">
      <header className="flex items-end gap-x-4 gap-y-2 max-md:flex-wrap">
        <div className="grid min-w-0 flex-1 gap-0.5 max-md:basis-full">
          <h2 id={id} className="text-md font-semibold tracking-tight">
            {title}
          </h2>
          {description && <div className="max-w-prose text-ink-3">{description}</div>}
        </div>
        {action && <div className="flex shrink-0 gap-2">{action}</div>}
      </header>
      {children}
    </section>
  );
}

/** A surface with a border for a form or a few lines. `footer` holds the buttons. */
export function Card({ children, footer, className }: { children: ReactNode; footer?: ReactNode; className?: string }) {
  return (
    <div className={cx('overflow-hidden rounded-xl border border-line bg-surface', className)}>
      <div className="grid grid-cols-1 gap-4 p-4">{children}</div>
      {footer && <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-panel px-4 py-2.5">{footer}</div>}
    </div>
  );
}

/** What is hard to take back, at the end of a page and apart from the rest. Holds `DangerAction`s. */
export function DangerZone({ title = 'Danger zone', children }: { title?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-3.5">
      <h2 id={id} className="text-md font-semibold tracking-tight text-bad">
        {title}
      </h2>
      <div className="overflow-hidden rounded-xl border border-bad/35 bg-surface">{children}</div>
    </section>
  );
}

export function DangerAction({ title, description, children }: { title: string; description: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-center gap-x-4 gap-y-2.5 border-t border-line px-4 py-3 first:border-0 max-md:flex-wrap">
      <div className="grid min-w-0 flex-1 gap-0.5 max-md:basis-full">
        <h3 className="font-medium">{title}</h3>
        <div className="text-sm text-ink-3">{description}</div>
      </div>
      {children}
    </div>
  );
}
