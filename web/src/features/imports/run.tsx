import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleSlash2, CircleX } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/empty-state';
import { Progress } from '@/components/ui/progress';
import { SkeletonPage } from '@/components/ui/skeleton';
import { reason, type Id, type ImportRun } from '@/lib/api';
import { toast } from '@/stores/toasts';
import { cancelImport, importQuery } from './api';
import { Card, Counts, Notices } from './parts';

/** An import under way, and then what it did. Its address can be left and come back to. */
export function Run({ id, onAnother }: { id: Id; onAnother: () => void }) {
  const client = useQueryClient();
  const { data: run, error, refetch } = useQuery(importQuery(id));
  const state = run?.state;

  useEffect(() => {
    if (state && state !== 'running') void client.invalidateQueries({ queryKey: ['projects'] });
  }, [state, client]);

  if (!run) return error ? <ErrorState error={error} retry={() => void refetch()} /> : <SkeletonPage label="Loading the import" />;
  if (run.state === 'running') return <Running run={run} />;
  const another = <Button size="lg" onClick={onAnother}>Import another file</Button>;
  return (
    <div className="grid gap-4">
      {run.state === 'done' && (
        <Outcome icon={<CircleCheck className="text-ok" />} title="The import is done" text="Everything below is on the board now.">
          {run.projectId && (
            <Button asChild variant="primary" size="lg">
              <Link to={`/projects/${run.projectId}` as string}>Open board</Link>
            </Button>
          )}
          {another}
        </Outcome>
      )}
      {run.state === 'failed' && (
        <Outcome icon={<CircleX className="text-bad" />} title="The import failed" text={`${run.error ?? 'The server gave no reason.'} Nothing of it was kept.`}>
          {another}
        </Outcome>
      )}
      {run.state === 'cancelled' && (
        <Outcome icon={<CircleSlash2 className="text-ink-3" />} title="The import was cancelled" text="Nothing of it was kept.">
          {another}
        </Outcome>
      )}
      {run.state === 'done' && (
        <Card title="Created">
          <Counts counts={run.created} label="Created" />
        </Card>
      )}
      <Notices notices={run.notices} title="What did not come over" />
    </div>
  );
}

function Running({ run }: { run: ImportRun }) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelImport(run.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['import', run.id] }),
    onError: (error) => toast({ title: 'The import goes on', detail: reason(error), tone: 'bad' }),
  });
  return (
    <section aria-label="Import" className="grid gap-4 rounded-xl border border-line bg-surface p-5">
      <div className="flex items-baseline gap-3">
        <h2 className="text-lg font-semibold tracking-tight">Importing…</h2>
        <span role="status" className="ml-auto text-ink-2 tabular-nums">
          {run.total > 0 ? `${run.done.toLocaleString('en')} of ${run.total.toLocaleString('en')}` : 'Reading the file'}
        </span>
      </div>
      <Progress value={run.total > 0 ? run.done / run.total : 0} label="Import" className="h-1.5" />
      <div className="flex items-center gap-3">
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel import
        </Button>
        <span className="text-sm text-ink-3">You may leave this page; the import goes on.</span>
      </div>
    </section>
  );
}

function Outcome({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <section role="status" className="flex gap-3.5 rounded-xl border border-line bg-surface p-5 [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0">
      {icon}
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
        <p className="wrap-anywhere text-ink-2">{text}</p>
        <div className="mt-3 flex flex-wrap gap-2">{children}</div>
      </div>
    </section>
  );
}
