import { Link } from '@tanstack/react-router';
import { FileDown, LayoutGrid, Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '@/features/users';

function Way({ to, icon, title, children }: { to: string; icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <Link to={to} className="group grid content-start gap-2 rounded-xl border border-line bg-surface p-5 transition-[border-color,transform] duration-150 hover:-translate-y-px hover:border-line-strong">
      <span className="mb-1 grid size-9 place-items-center rounded-lg bg-accent/10 text-accent-text [&>svg]:size-[18px]">{icon}</span>
      <span className="text-md font-semibold">{title}</span>
      <span className="text-ink-2">{children}</span>
    </Link>
  );
}

/** The start when nothing is there yet: three ways to begin. */
export function EmptyHome() {
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <Way to="/import" icon={<FileDown aria-hidden />} title="Import">
        Bring a board from Trello or Jira. You see first what will come over and what will not.
      </Way>
      <Way to="/projects/new" icon={<LayoutGrid aria-hidden />} title="New project">
        Start with an empty board, or from a template with milestones and dates.
      </Way>
      <Way to="/catalog/new" icon={<Package aria-hidden />} title="Create a product">
        Offer a service. Each paid order becomes a project on its own.
      </Way>
    </div>
  );
}

export function Home() {
  const { data: me } = useMe();
  return (
    <div className="overflow-y-auto">
      <div className="mx-auto grid w-full max-w-4xl gap-8 px-6 py-14 max-md:px-4 max-md:py-8">
        <header className="grid gap-1.5">
          <h1 className="text-3xl font-semibold tracking-tight">{me ? `Welcome, ${me.firstName}` : 'Welcome'}</h1>
          <p className="text-md text-ink-2">Three ways to begin.</p>
        </header>
        <EmptyHome />
      </div>
    </div>
  );
}
