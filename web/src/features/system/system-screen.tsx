import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorLine, ErrorState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { cx } from '@/lib/cx';
import { useCommands } from '@/lib/commands';
import { systemQuery, type Overview } from './api';
import { DeadLetters } from './dead-letters';
import { Followers } from './followers';
import { Jobs } from './jobs';
import { Processes } from './processes';
import { Storages } from './storages';
import { healthTone, healthWord } from './words';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** The installation at a glance, for who looks after it: what is wrong comes first. */
export function SystemScreen() {
  const { data, error, isFetching, refetch } = useQuery(systemQuery);
  useCommands([{ id: 'system-refresh', label: 'Look again', group: 'System', keys: 'r', run: () => void refetch() }]);
  return (
    <>
      <PageHeader title="System" after={data && <Badge tone={healthTone[data.status]}>{healthWord[data.status]}</Badge>}>
        {data && (
          <span className="text-sm text-ink-3 tabular-nums max-md:hidden">
            as of <time dateTime={data.asOf}>{clock.format(new Date(data.asOf))}</time>
          </span>
        )}
        <Button size="sm" disabled={!data} loading={isFetching && !data} onClick={() => void refetch()}>
          Look again
        </Button>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {!data ? (
          error ? (
            <ErrorState error={error} retry={() => void refetch()} />
          ) : (
            <Loading />
          )
        ) : (
          <div className="mx-auto grid max-w-5xl gap-4 px-6 py-5 max-md:gap-3 max-md:px-3 max-md:py-3">
            {error && <ErrorLine error={error} retry={() => void refetch()} />}
            <Figures seen={data} />
            <Processes processes={data.processes} />
            <DeadLetters letters={data.deadLetters} />
            <div className="grid items-start gap-4 max-md:gap-3 lg:grid-cols-2">
              <Jobs jobs={data.jobs} />
              <Storages storage={data.storage} />
            </div>
            <Followers followers={data.followers} asOf={data.asOf} />
          </div>
        )}
      </div>
    </>
  );
}

/** Four figures that say whether to read on. */
function Figures({ seen }: { seen: Overview }) {
  const answering = seen.processes.filter((p) => p.id !== null).length;
  const lag = seen.followers.reduce((sum, f) => sum + f.lag, 0);
  const letters = seen.followers.reduce((sum, f) => sum + f.parked, 0);
  return (
    <dl aria-label="At a glance" className="grid grid-cols-2 overflow-hidden rounded-xl border border-line bg-surface md:grid-cols-4">
      <Figure name={seen.processes.length === 1 ? 'process answers' : 'processes answer'} bad={answering < seen.processes.length}>
        {answering}
        {answering < seen.processes.length && ` of ${seen.processes.length}`}
      </Figure>
      <Figure name={lag === 1 ? 'entry to catch up' : 'entries to catch up'}>{lag.toLocaleString('en')}</Figure>
      <Figure name={letters === 1 ? 'dead letter' : 'dead letters'} bad={letters > 0}>
        {letters.toLocaleString('en')}
      </Figure>
      <Figure name="version">{seen.version}</Figure>
    </dl>
  );
}

function Figure({ name, bad, children }: { name: string; bad?: boolean; children: ReactNode }) {
  return (
    <div className="-mr-px -mb-px flex flex-col-reverse border-r border-b border-line px-4 py-3 max-md:px-3">
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd className={cx('text-xl font-semibold tracking-tight tabular-nums wrap-anywhere max-md:text-lg', bad && 'text-bad')}>{children}</dd>
    </div>
  );
}

function Loading() {
  return (
    <div role="status" className="mx-auto grid max-w-5xl gap-4 px-6 py-5 max-md:px-3">
      <span className="sr-only">Loading how the system is doing…</span>
      <Skeleton className="h-17 rounded-xl" />
      <Skeleton className="h-28 rounded-xl" />
      <Skeleton className="h-64 rounded-xl" />
    </div>
  );
}
