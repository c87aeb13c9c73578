import { useMutation, useQuery } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorLine } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { api, reason } from '@/lib/api';
import { count, when } from '@/lib/format';
import { toast } from '@/stores/toasts';
import { refresh, sessionsQuery, type SignedIn } from './api';
import { Row, Rows } from './rows';

/** Where one is signed in, and how to end that. */
export function SessionsPart() {
  const { data, error, refetch } = useQuery(sessionsQuery);
  const failed = (e: unknown) => void toast({ tone: 'bad', title: 'Nobody was signed out', detail: reason(e) });
  const end = useMutation({
    mutationFn: (session: SignedIn) => api.delete(`/v1/auth/sessions/${session.id}`),
    onSuccess: (_, session) => toast({ tone: 'ok', title: `Signed out on ${session.device}` }),
    onError: failed,
    onSettled: () => refresh('sessions'),
  });
  const endOthers = useMutation({
    mutationFn: () => api.delete<{ ended: number }>('/v1/auth/sessions'),
    onSuccess: ({ ended }) => toast({ tone: 'ok', title: `Signed out on ${count(ended, 'other device')}` }),
    onError: failed,
    onSettled: () => refresh('sessions'),
  });
  const others = data?.some((s) => !s.current);
  return (
    <Section
      title="Where you are signed in"
      description="If you do not know one of these, sign it out and change your password."
      action={
        others && (
          <Button loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-24 w-full rounded-xl" />}
      {data && (
        <Rows label="Sessions">
          {data.map((s) => (
            <Row
              key={s.id}
              icon={<MonitorSmartphone size={15} aria-hidden />}
              title={
                <>
                  {s.device} {s.current && <Badge tone="accent">this device</Badge>}
                </>
              }
              detail={`${s.address ?? 'Unknown address'} · last used ${when(s.usedAt)} · signed in ${when(s.createdAt)}`}
            >
              {!s.current && (
                <Button size="sm" aria-label={`Sign out on ${s.device}, last used ${when(s.usedAt)}`} disabled={end.isPending} onClick={() => end.mutate(s)}>
                  Sign out
                </Button>
              )}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  );
}
