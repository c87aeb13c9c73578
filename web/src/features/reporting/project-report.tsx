import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { ChartNoAxesColumn } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { useProjects } from '@/features/projects';
import { shortDate } from '@/lib/format';
import { AsOf } from './as-of';
import { downloadCsv, reportQuery, throughputPath, type ThroughputRow } from './api';
import { ReportCard } from './report-card';
import { number } from './words';

const route = getRouteApi('/app/projects/$projectId/report');

/** How a project moves: tasks made and finished per week. */
export function ProjectReport() {
  const { projectId } = route.useParams();
  const { data, error, refetch } = useQuery(reportQuery<ThroughputRow>(throughputPath(projectId)));
  const project = useProjects().data?.find((p) => p.id === projectId);
  const created = data?.rows.reduce((n, r) => n + r.created, 0) ?? 0;
  const completed = data?.rows.reduce((n, r) => n + r.completed, 0) ?? 0;
  return (
    <>
      <PageHeader
        title={project ? `${project.name}: report` : 'Report'}
        crumb={
          <Link to="/projects/$projectId" params={{ projectId }}>
            {project?.name ?? 'Project'}
          </Link>
        }
      >
        <AsOf at={data?.asOf} />
        <Button asChild>
          <Link to="/projects/$projectId" params={{ projectId }}>
            Back to the board
          </Link>
        </Button>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {data?.rows.length === 0 ? (
          <EmptyState icon={<ChartNoAxesColumn />} title="No figures yet">
            As soon as the project has its first task, each week shows how many came and how many were done.
          </EmptyState>
        ) : (
          <div className="mx-auto w-full max-w-4xl p-5 max-md:p-3">
            <ReportCard
              title="Created and completed per week"
              unit="Week"
              headline={{ value: `${number(completed)} of ${number(created)}`, words: 'tasks completed' }}
              rows={data?.rows}
              error={error}
              retry={() => void refetch()}
              rowName={(r) => `Week of ${shortDate(r.week)}`}
              tick={(r) => shortDate(r.week).replace(/ \d{4}$/, '')}
              format={number}
              series={(rows) => [
                { name: 'Created', kind: 'bar', color: 'var(--mark-gray)', values: rows.map((r) => r.created) },
                { name: 'Completed', kind: 'bar', color: 'var(--accent)', values: rows.map((r) => r.completed) },
              ]}
              columns={[
                { name: 'Created', cell: (r) => number(r.created) },
                { name: 'Completed', cell: (r) => number(r.completed) },
              ]}
              empty=""
              csv={() => downloadCsv(throughputPath(projectId), {}, `${project?.key ?? 'project'}-per-week`)}
            />
          </div>
        )}
      </div>
    </>
  );
}
