import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { ChevronDown, ChevronRight, RotateCw, Send } from 'lucide-react';
import { useId, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, IconButton } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { api, reason, type Id } from '@/lib/api';
import { ago, count, fullTime } from '@/lib/format';
import { toast } from '@/stores/toasts';
import { deliveriesQuery, refresh, type Delivery } from './api';

const states = [
  { value: 'all', label: 'All messages' },
  { value: 'queued', label: 'Waiting' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'failed', label: 'Failed' },
] as const;

const words: Record<Delivery['state'], { tone: 'ok' | 'bad' | 'warn' | 'neutral'; text: string }> = {
  delivered: { tone: 'ok', text: 'Delivered' },
  failed: { tone: 'bad', text: 'Failed' },
  queued: { tone: 'neutral', text: 'Waiting' },
};

/** What is under way is looked at again soon, while somebody looks. */
const SOON = 2_000;

/** What was sent to a webhook, and what came back. */
export function DeliveryLog({ webhookId }: { webhookId: Id }) {
  const [state, setState] = useState<(typeof states)[number]['value']>('all');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...deliveriesQuery(webhookId, state === 'all' ? null : state),
    refetchInterval: (query) => (query.state.data?.pages.some((p) => p.items.some((d) => d.state === 'queued' && d.attempts === 0)) ? SOON : false),
  });
  return (
    <Section
      title="Messages"
      description="What was sent in the last 30 days, newest first."
      action={<Select label="Which messages" value={state} onChange={setState} options={states} />}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-24 w-full rounded-xl" />}
      {data?.length === 0 && (
        <EmptyState icon={<Send />} title={state === 'all' ? 'Nothing was sent yet' : 'There are none'}>
          {state === 'all' ? 'Send a ping to try the receiver.' : 'No message of the last 30 days is in this state.'}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <ul aria-label="Messages" className="overflow-hidden rounded-xl border border-line bg-surface">
          {data.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <div className="flex justify-center">
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
            Older messages
          </Button>
        </div>
      )}
    </Section>
  );
}

function Row({ delivery }: { delivery: Delivery }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const word = words[delivery.state];
  const replay = useMutation({
    mutationFn: () => api.post<Delivery>(`/v1/webhooks/${delivery.webhookId}/deliveries/${delivery.id}/replay`),
    onSuccess: () => void refresh(),
    onError: (error) => void toast({ tone: 'bad', title: 'It was not sent again', detail: reason(error) }),
  });
  return (
    <li className="border-t border-line first:border-0">
      <div className="flex min-h-10 items-center gap-2.5 px-3 py-1">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 flex-1 items-center gap-2.5 rounded-sm py-1 text-left max-md:flex-wrap max-md:gap-y-0.5"
        >
          {open ? <ChevronDown size={14} aria-hidden className="text-ink-3" /> : <ChevronRight size={14} aria-hidden className="text-ink-3" />}
          <span className="min-w-0 flex-1 truncate font-medium">{delivery.type}</span>
          {delivery.state === 'queued' && delivery.attempts > 0 && <span className="text-sm text-ink-3 max-md:hidden">{count(delivery.attempts, 'attempt')}</span>}
          {delivery.status !== null && <span className="text-sm text-ink-3 tabular-nums">{delivery.status}</span>}
          <Badge tone={delivery.state === 'queued' && delivery.attempts > 0 ? 'warn' : word.tone}>{word.text}</Badge>
          <time dateTime={delivery.createdAt} title={fullTime(delivery.createdAt)} className="w-16 shrink-0 text-right text-sm max-md:w-10 text-ink-3">
            {ago(delivery.createdAt)}
          </time>
        </button>
        <IconButton label={`Send ${delivery.type} again`} disabled={delivery.state === 'queued' || replay.isPending} onClick={() => replay.mutate()}>
          <RotateCw size={14} aria-hidden />
        </IconButton>
      </div>
      {open && <Details id={id} delivery={delivery} />}
    </li>
  );
}

function Details({ id, delivery }: { id: string; delivery: Delivery }) {
  return (
    <div id={id} className="grid gap-3 border-t border-line bg-panel px-4 py-3">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm [&_dt]:text-ink-3">
        <dt>Message</dt>
        <dd className="font-mono text-xs break-all">{delivery.id}</dd>
        <dt>Attempts</dt>
        <dd>
          {delivery.attempts}
          {delivery.attemptedAt && `, the last ${fullTime(delivery.attemptedAt)}`}
          {delivery.durationMillis !== null && `, ${delivery.durationMillis} ms`}
        </dd>
        {delivery.nextAttemptAt && delivery.attempts > 0 && (
          <>
            <dt>Next attempt</dt>
            <dd>{fullTime(delivery.nextAttemptAt)}</dd>
          </>
        )}
        {delivery.error && (
          <>
            <dt>Problem</dt>
            <dd className="text-bad">{delivery.error}</dd>
          </>
        )}
      </dl>
      <Text title="Request">{pretty(delivery.request)}</Text>
      {delivery.answer !== null && <Text title={`Answer ${delivery.status ?? ''}`}>{delivery.answer || 'It was empty.'}</Text>}
    </div>
  );
}

function Text({ title, children }: { title: string; children: string }) {
  return (
    <div className="grid gap-1">
      <h3 className="text-sm font-medium text-ink-2">{title}</h3>
      <pre tabIndex={0} aria-label={title} className="max-h-64 overflow-auto rounded-md border border-line bg-surface p-2.5 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
        {children}
      </pre>
    </div>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
