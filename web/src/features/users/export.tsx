import { useMutation, useQuery } from '@tanstack/react-query';
import { Archive, Download } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorLine } from '@/components/ui/empty-state';
import { Progress } from '@/components/ui/progress';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { api, reason, type Id, type Page } from '@/lib/api';
import { fileSize, fullTime } from '@/lib/format';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';

interface ExportRun {
  id: Id;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  done: number;
  total: number;
  size: number | null;
  problem: string | null;
  createdAt: string;
  expiresAt: string;
}

/** Everything of the organization as one file: made in the background, kept for a week. */
export function Export({ organizationId }: { organizationId: Id }) {
  const path = `/v1/organizations/${organizationId}/export`;
  const key = ['export', organizationId];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await api.get<Page<ExportRun>>(path, { signal })).items,
    refetchInterval: (query) => (query.state.data?.some((run) => run.state === 'running') ? 1_000 : false),
  });
  const [opened] = useState(() => Date.now());
  const refresh = () => queryClient.invalidateQueries({ queryKey: key });
  const failed = (title: string) => (problem: unknown) => void toast({ tone: 'bad', title, detail: reason(problem) });
  const start = useMutation({ mutationFn: () => api.post<ExportRun>(path), onSuccess: refresh, onError: failed('The export did not start') });
  const cancel = useMutation({ mutationFn: (id: Id) => api.delete(`${path}/${id}`), onSuccess: refresh, onError: failed('The export was not cancelled') });
  const take = useMutation({
    mutationFn: (id: Id) => api.post<{ link: string }>(`${path}/${id}/link`),
    onSuccess: ({ link }) => window.location.assign(link),
    onError: failed('The export cannot be downloaded'),
  });
  const running = data?.some((run) => run.state === 'running');
  return (
    <Section
      title="Export"
      description="Everything of the organization as a ZIP: projects, people, orders and reports' sources as JSON lines, and the files. It is kept for a week."
      action={
        <Button icon={<Archive size={13} aria-hidden />} disabled={!data || running} loading={start.isPending} onClick={() => start.mutate()}>
          Export everything
        </Button>
      }
    >
      {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-12 w-full rounded-xl" />}
      {data && data.length > 0 && (
        <ul aria-label="Exports" className="overflow-hidden rounded-xl border border-line bg-surface">
          {data.map((run) => (
            <li key={run.id} className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-2 first:border-0">
              <time dateTime={run.createdAt} className="min-w-36 text-ink-2">
                {fullTime(run.createdAt)}
              </time>
              <span className="min-w-0 flex-1">
                {run.state === 'running' && <Progress label="Export" value={run.done / Math.max(run.total, 1)} />}
                {run.state === 'done' && <Badge tone="ok">{fileSize(run.size ?? 0)}</Badge>}
                {run.state === 'cancelled' && <Badge>Cancelled</Badge>}
                {run.state === 'failed' && <span className="text-sm text-bad">{run.problem}</span>}
              </span>
              {run.state === 'running' && (
                <Button size="sm" onClick={() => cancel.mutate(run.id)}>
                  Cancel
                </Button>
              )}
              {run.state === 'done' && Date.parse(run.expiresAt) > opened && (
                <Button size="sm" icon={<Download size={12} aria-hidden />} loading={take.isPending && take.variables === run.id} onClick={() => take.mutate(run.id)}>
                  Download
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
