import { useMutation, useQuery } from '@tanstack/react-query';
import { Unlink } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { DataTable } from '@/components/ui/data-table';
import { ErrorLine } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { api, reason } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { toast } from '@/stores/toasts';
import { when } from './rows';

interface Identity {
  id: string;
  provider: string;
  issuer: string;
  email: string | null;
  createdAt: string;
  usedAt: string | null;
}

const KEY = ['security', 'identities'];
const host = (issuer: string) => issuer.replace(/^https?:\/\//, '').replace(/\/$/, '');

/** Identities at providers by which one can sign in, too. */
export function IdentitiesPart() {
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.get<{ items: Identity[] }>('/v1/auth/identities', { signal }).then((page) => page.items) });
  const providers = useQuery({ queryKey: ['auth', 'providers'], queryFn: ({ signal }) => api.get<{ items: { id: string; name: string }[] }>('/v1/auth/providers', { signal, anonymous: true }), staleTime: Infinity, retry: false });
  const [unlinking, setUnlinking] = useState<Identity | null>(null);
  const failed = (e: unknown) => toast({ tone: 'bad', title: 'Nothing was changed', detail: reason(e) });
  const link = useMutation({ mutationFn: (id: string) => api.post<{ url: string }>(`/v1/auth/sso/${id}/link`, {}), onSuccess: ({ url }) => window.location.assign(url), onError: failed });
  const unlink = useMutation({ mutationFn: (id: string) => api.delete(`/v1/auth/identities/${id}`), onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }), onError: failed });
  const offered = providers.data?.items.filter((p) => !data?.some((i) => i.provider === p.id)) ?? [];
  // Where there is no provider there is nothing to say.
  if (data?.length === 0 && offered.length === 0) return null;
  return (
    <Section
      title="Linked identities"
      description="Accounts elsewhere by which you can sign in, too."
      action={
        <div className="flex flex-wrap gap-2">
          {data &&
            offered.map((p) => (
              <Button key={p.id} size="sm" loading={link.isPending && link.variables === p.id} onClick={() => link.mutate(p.id)}>
                Link {p.name}
              </Button>
            ))}
        </div>
      }
    >
      {error && !data && <ErrorLine error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-14 w-full rounded-xl" />}
      {data && (
        <DataTable
          label="Linked identities"
          rows={data}
          rowKey={(i) => i.id}
          empty="None yet."
          columns={[
            { title: 'At', cell: (i) => host(i.issuer) },
            { title: 'As', cell: (i) => i.email ?? '–' },
            { title: 'Last used', cell: (i) => (i.usedAt ? when(i.usedAt) : 'Never') },
          ]}
          actions={(i) => (
            <IconButton label={`Unlink ${host(i.issuer)}`} size="sm" onClick={() => setUnlinking(i)}>
              <Unlink size={13} aria-hidden />
            </IconButton>
          )}
        />
      )}
      <Confirm open={unlinking !== null} onOpenChange={(open) => !open && setUnlinking(null)} title="Unlink this identity?" action="Unlink" onConfirm={() => unlinking && unlink.mutate(unlinking.id)}>
        You can no longer sign in by it. Make sure that you have a password or a passkey.
      </Confirm>
    </Section>
  );
}
