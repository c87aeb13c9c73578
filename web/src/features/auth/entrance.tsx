import type { ReactNode } from 'react';

/** The quiet page on which one signs in, registers or joins. */
export function Entrance({ title, lead, children, foot }: { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode }) {
  return (
    <main className="relative grid min-h-dvh place-items-center overflow-hidden px-5 py-10">
      <div aria-hidden className="pointer-events-none absolute inset-x-0 -top-40 h-96 bg-[radial-gradient(closest-side,color-mix(in_oklch,var(--accent)_16%,transparent),transparent)]" />
      <div className="relative w-full max-w-[360px] animate-rise">
        <div className="mb-7 flex items-center gap-2.5">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span className="text-lg font-semibold tracking-tight">Atelier</span>
        </div>
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        {lead && <p className="mt-1.5 text-md text-ink-2">{lead}</p>}
        <div className="mt-6">{children}</div>
        {foot && <p className="mt-6 text-ink-2">{foot}</p>}
      </div>
    </main>
  );
}
