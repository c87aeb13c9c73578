import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Columns3, List, Plus, SearchX } from 'lucide-react';
import { Suspense, lazy, useCallback, useEffect, useMemo } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Badge, Dot } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { usePeople } from '@/features/users';
import type { Id } from '@/lib/api';
import { count, shortDate } from '@/lib/format';
import { useHere } from '@/lib/live';
import { useTitle } from '@/lib/title';
import { useBoard } from './api';
import { TaskBoard } from './board';
import { FilterBar } from './filter-bar';
import { FILTERS, filterOf, isFiltered, type ProjectSearch } from './filters';
import { NewTask } from './new-task';
import { ProjectMenu } from './project-menu';
import { PropertyDialog } from './property-dialog';
import { selection, useSelection } from './selection';
import { targets, useTaskKeys } from './task-keys';
import { TaskList } from './task-list';
import { TaskPeek } from './task-peek';

// Who is here may come a moment later than the board.
const Here = lazy(() => import('@/features/collaboration').then((m) => ({ default: m.Here })));

/** A project's board or list with a task peeked beside it. */
export function ProjectPage() {
  const { projectId } = useParams({ from: '/app/projects/$projectId' });
  const search = useSearch({ from: '/app/projects/$projectId' });
  const navigate = useNavigate();
  const { view: board, error, refetch } = useBoard(projectId);
  const people = usePeople();
  const list = search.view === 'list';
  useTitle(board?.project.name);
  useHere(projectId, search.peek ?? null);

  useEffect(() => selection.reset, [projectId]);
  // The filter changes only with the address, so that 5,000 cards are not filtered at every keystroke elsewhere.
  const visible = useMemo(() => filterOf(search), [search]);
  const onPeek = useCallback(
    (peek: Id | undefined) => void navigate({ to: '.', replace: true, search: ((s: ProjectSearch) => ({ ...s, peek })) as never }),
    [navigate],
  );
  useTaskKeys({ board, visible, list, peek: search.peek, onPeek });
  // One card must be reachable with Tab before any was active.
  const first = board?.columns.find((c) => c.tasks.length > 0)?.tasks[0]?.id;
  const active = useSelection((s) => s.active);
  useEffect(() => {
    if (first && !(active && board?.tasks.has(active))) selection.activate(first);
  }, [first, active, board?.tasks]);

  if (error && !board) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!board) return <BoardSkeleton />;
  const { project } = board;
  const nothing = isFiltered(search) && ![...board.tasks.values()].some(visible);
  const content = { board, visible, nameOf: people.name, peek: search.peek, onPeek };
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <PageHeader
          title={project.name}
          crumb={<Link to="/projects" activeOptions={{ exact: true }}>Projects</Link>}
          after={
            <>
              <Dot color={project.color} />
              {project.origin && <Badge tone="accent">Order {project.origin.orderNumber}</Badge>}
              {project.dueDate && <span className="text-sm text-ink-3 max-md:hidden">due {shortDate(project.dueDate)}</span>}
            </>
          }
        >
          <Suspense fallback={null}>
            <Here projectId={projectId} className="mr-1" />
          </Suspense>
          <span className="mr-1 flex max-md:hidden">
            {project.memberIds.slice(0, 4).map((id, i) => (
              <Avatar key={id} name={people.name(id)} size={20} className={i ? '-ml-1.5 ring-2 ring-panel' : 'ring-2 ring-panel'} />
            ))}
          </span>
          <ProjectMenu project={project} />
          <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => selection.create('')}>
            New task
          </Button>
        </PageHeader>
        <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3">
          <nav aria-label="Views" className="flex gap-0.5">
            <ViewLink projectId={projectId} view={undefined} icon={<Columns3 size={14} aria-hidden />} label="Board" />
            <ViewLink projectId={projectId} view="list" icon={<List size={14} aria-hidden />} label="List" />
          </nav>
          <span className="flex-1" />
          <FilterBar project={project} search={search} />
        </div>
        {nothing ? (
          <EmptyState
            icon={<SearchX />}
            title="No task matches"
            actions={
              <Button onClick={() => void navigate({ to: '.', search: ((s: object) => ({ ...s, ...Object.fromEntries(FILTERS.map((f) => [f, undefined])) })) as never })}>
                Clear the filters
              </Button>
            }
          >
            {count(board.tasks.size, 'task')} are hidden by the filters.
          </EmptyState>
        ) : list ? (
          <TaskList {...content} />
        ) : (
          <TaskBoard {...content} />
        )}
        <SelectionBar />
      </div>
      {search.peek && <TaskPeek task={board.tasks.get(search.peek)} taskId={search.peek} projectId={projectId} onClose={() => onPeek(undefined)} />}
      <NewTask board={board} />
      <OpenPicker board={board} />
    </div>
  );
}

function OpenPicker({ board }: { board: Parameters<typeof targets>[0] & object }) {
  const open = useSelection((s) => s.property !== null);
  return open ? <PropertyDialog project={board.project} tasks={targets(board)} /> : null;
}

function ViewLink({ projectId, view, icon, label }: { projectId: Id; view: 'list' | undefined; icon: React.ReactNode; label: string }) {
  return (
    <Link
      to="/projects/$projectId"
      params={{ projectId }}
      search={((s: ProjectSearch) => ({ ...s, view })) as never}
      activeOptions={{ exact: true, includeSearch: true }}
      className="inline-flex h-6.5 items-center gap-1.5 rounded-md px-2.5 text-ink-2 transition-colors hover:bg-hover aria-[current=page]:bg-active aria-[current=page]:font-medium aria-[current=page]:text-ink"
    >
      {icon}
      {label}
    </Link>
  );
}

/** What can be done with the selected tasks, while there are any. */
function SelectionBar() {
  const selected = useSelection((s) => s.selected.size);
  if (selected === 0) return null;
  const item = 'h-7 rounded-md px-2.5 hover:bg-hover';
  return (
    <div role="toolbar" aria-label="Selected tasks" className="absolute bottom-4 left-1/2 z-10 flex -translate-x-1/2 animate-rise items-center gap-0.5 rounded-xl border border-line bg-raised p-1 shadow-pop max-md:w-[calc(100vw-16px)] max-md:overflow-x-auto">
      <span className="px-2.5 font-medium whitespace-nowrap">{count(selected, 'task')}</span>
      {(
        [
          ['status', 'Status'],
          ['priority', 'Priority'],
          ['assignee', 'Assign'],
          ['label', 'Labels'],
          ['due', 'Due'],
        ] as const
      ).map(([property, name]) => (
        <button key={property} type="button" className={item} onClick={() => selection.open(property)}>
          {name}
        </button>
      ))}
      <button type="button" className={`${item} text-ink-2`} onClick={selection.clear}>
        Clear
      </button>
    </div>
  );
}

function BoardSkeleton() {
  return (
    <div role="status" aria-label="Loading the board" className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-11 items-center gap-3 border-b border-line px-4">
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="h-10 border-b border-line" />
      <div className="flex gap-3 overflow-hidden px-4 py-3">
        {[5, 3, 2, 4].map((cards, i) => (
          <div key={i} className="grid w-[268px] shrink-0 content-start gap-1.5">
            <Skeleton className="mb-2 h-4 w-24" />
            {Array.from({ length: cards }, (_, j) => (
              <Skeleton key={j} className="h-16 w-full rounded-lg" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
