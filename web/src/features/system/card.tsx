import { useId, type ReactNode } from 'react';

/** A titled part of the screen on its own surface. */
export function Card({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="overflow-hidden rounded-xl border border-line bg-surface">
      <header className="flex min-h-10 items-center gap-3 border-b border-line px-4 max-md:px-3">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside && <span className="ml-auto text-sm text-ink-3">{aside}</span>}
      </header>
      {children}
    </section>
  );
}
