import type { ReactNode } from 'react';
import { useTitle } from '@/lib/title';

/** The bar at the top of every screen: where one is, and what one can do here. 44 px high. A plain title names the tab. */
export function PageHeader({ title, before, crumb, after, children }: { title: ReactNode; before?: ReactNode; crumb?: ReactNode; after?: ReactNode; children?: ReactNode }) {
  useTitle(typeof title === 'string' ? title : undefined);
  return (
    <header className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line px-4 max-md:px-3">
      {before}
      <div className="flex min-w-0 items-center gap-1.5">
        {crumb && <span className="shrink-0 text-ink-3 max-md:hidden [&_a:hover]:text-ink">{crumb} /</span>}
        <h1 className="truncate font-semibold">{title}</h1>
      </div>
      {after}
      <div className="ml-auto flex shrink-0 items-center gap-2">{children}</div>
    </header>
  );
}
