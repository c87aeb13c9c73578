import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { ArrowRight, FileDown, LayoutGrid, Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { useMe } from '@/features/users';
import { useTitle } from '@/lib/title';
import { useProjects } from './api';
import { TaskLines, myWorkQuery } from './my-work';
import { ProjectRows } from './projects-page';

function Way({ to, icon, title, children }: { to: string; icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <Link to={to} className="group grid content-start gap-2 rounded-xl border border-line bg-surface p-5 shadow-lift transition-[border-color,transform] duration-150 hover:-translate-y-px hover:border-line-strong">
      <span className="mb-1 grid size-9 place-items-center rounded-lg bg-accent/10 text-accent-text [&>svg]:size-[18px]">{icon}</span>
      <span className="text-md font-semibold">{title}</span>
      <span className="text-ink-2">{children}</span>
    </Link>
  );
}

/** Three ways to begin. */
function Ways() {
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

function Part({ title, to, children }: { title: string; to: string; children: ReactNode }) {
  return (
    <section aria-label={`Home: ${title}`} className="grid gap-2">
      <Link to={to} className="group inline-flex items-center gap-1.5 justify-self-start font-semibold">
        {title}
        <ArrowRight size={13} aria-hidden className="text-ink-3 transition-transform group-hover:translate-x-0.5" />
      </Link>
      <div className="overflow-hidden rounded-xl border border-line bg-surface [&_li:last-child]:border-0">{children}</div>
    </section>
  );
}

/** The start: what is mine and what goes on; while nothing is there, three ways to begin. */
export function Home() {
  useTitle('Home');
  const { data: me } = useMe();
  const { data: projects } = useProjects();
  const { data: work } = useQuery(myWorkQuery);
  const empty = projects?.length === 0;
  return (
    <div className="overflow-y-auto">
      <div className="mx-auto grid w-full max-w-4xl gap-8 px-6 py-12 max-md:px-4 max-md:py-7">
        <header className="grid gap-1.5">
          <h1 className="text-3xl font-semibold tracking-tight">{me ? (empty ? `Welcome, ${me.firstName}` : `Hello, ${me.firstName}`) : 'Welcome'}</h1>
          <p className="text-md text-ink-2">{empty ? 'Three ways to begin.' : 'What is yours, and what goes on.'}</p>
        </header>
        {!projects && <Skeleton className="h-40 w-full rounded-xl" />}
        {empty && <Ways />}
        {projects && projects.length > 0 && (
          <>
            {work && work.length > 0 && (
              <Part title="My work" to="/my-work">
                <TaskLines tasks={work.slice(0, 6)} />
              </Part>
            )}
            <Part title="Projects" to="/projects">
              <ProjectRows projects={projects.slice(0, 8)} />
            </Part>
            <section aria-label="Begin something" className="grid gap-2">
              <h2 className="font-semibold">Begin something</h2>
              <Ways />
            </section>
          </>
        )}
      </div>
    </div>
  );
}
