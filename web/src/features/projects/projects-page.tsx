import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Archive, FileDown, FolderKanban, Plus } from 'lucide-react';
import { Badge, Dot } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Progress } from '@/components/ui/progress';
import { SkeletonPage } from '@/components/ui/skeleton';
import type { ProjectSummary } from '@/lib/api';
import { ago, count, shortDate } from '@/lib/format';
import { archivedQuery, projectsQuery } from './api';

const actions = (
  <>
    <Button asChild>
      <Link to="/import">
        <FileDown size={14} aria-hidden /> Import
      </Link>
    </Button>
    <Button asChild variant="primary">
      <Link to="/projects/new">
        <Plus size={14} aria-hidden /> New project
      </Link>
    </Button>
  </>
);

export function ProjectsPage() {
  const { archived } = useSearch({ from: '/app/projects' });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(archived ? archivedQuery : projectsQuery);
  return (
    <>
      <PageHeader
        title="Projects"
        after={
          <div role="group" aria-label="Which projects" className="flex gap-0.5">
            {[false, true].map((old) => (
              <button
                key={String(old)}
                type="button"
                aria-pressed={Boolean(archived) === old}
                onClick={() => void navigate({ to: '/projects', search: old ? { archived: true } : {} })}
                className="h-6.5 rounded-md px-2.5 text-ink-2 hover:text-ink aria-pressed:bg-active aria-pressed:font-medium aria-pressed:text-ink"
              >
                {old ? 'Archived' : 'Active'}
              </button>
            ))}
          </div>
        }
      >
        {actions}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <SkeletonPage />}
        {data?.length === 0 && archived && (
          <EmptyState icon={<Archive />} title="Nothing archived">
            A project that is over can be archived from its menu: it leaves the sidebar and stays readable here.
          </EmptyState>
        )}
        {data?.length === 0 && !archived && (
          <EmptyState icon={<FolderKanban />} title="No projects yet" actions={actions}>
            Bring a board from Trello or Jira, or begin with a new one.
          </EmptyState>
        )}
        {data && data.length > 0 && <ProjectRows projects={data} />}
      </div>
    </>
  );
}

/** Projects as rows with how far they are. */
export function ProjectRows({ projects }: { projects: ProjectSummary[] }) {
  return (
    <ul>
      {projects.map((p) => {
        const total = p.openTasks + p.doneTasks;
        return (
          <li key={p.id} className="border-b border-line">
            <Link to="/projects/$projectId" params={{ projectId: p.id }} search={{}} className="flex h-11 items-center gap-3 px-4 hover:bg-hover">
              <Dot color={p.color} />
              <span className="truncate font-medium">{p.name}</span>
              <span className="text-xs text-ink-3">{p.key}</span>
              {p.origin && <Badge tone="accent">Order {p.origin.orderNumber}</Badge>}
              <span className="flex-1" />
              <span className="flex w-44 items-center gap-2.5 text-xs text-ink-3 tabular-nums max-md:w-auto">
                <Progress value={total ? p.doneTasks / total : 0} label={`${p.name}: done`} className="w-20 max-md:hidden" />
                {total ? `${p.doneTasks} of ${total}` : 'empty'}
              </span>
              <span className="w-24 text-right text-xs text-ink-3 max-lg:hidden">{p.dueDate ? `due ${shortDate(p.dueDate)}` : ''}</span>
              <span className="w-20 text-right text-xs text-ink-3 max-md:hidden" title={count(p.openTasks, 'open task')}>
                {ago(p.updatedAt)}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
