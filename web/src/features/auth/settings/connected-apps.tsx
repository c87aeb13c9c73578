import { useQuery } from '@tanstack/react-query';
import { Unplug } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { DataTable } from '@/components/ui/data-table';
import { ErrorState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { reason, type Profile } from '@/lib/api';
import { shortDate, when } from '@/lib/format';
import { toast } from '@/stores/toasts';
import { endGrant, grantsQuery, inWords, type Grant } from '../machines';

export default function ConnectedApps({ me }: { me: Profile }) {
  const { data, error, refetch } = useQuery(grantsQuery);
  const [ending, setEnding] = useState<Grant | null>(null);
  return (
    <Section title="Connected apps" description={`Programs of others that you allowed to act for you in ${me.organizationName}.`}>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-24 w-full rounded-xl" />}
      {data && (
        <DataTable
          label="Connected apps"
          rows={data}
          rowKey={(g) => g.id}
          columns={[
            { title: 'App', cell: (g) => g.clientName },
            {
              title: 'May',
              cell: (g) => (
                <ul className="grid text-sm">
                  {inWords(g.scopes).map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
              ),
            },
            { title: 'Since', cell: (g) => shortDate(g.createdAt.slice(0, 10)) },
            { title: 'Last used', cell: (g) => when(g.lastUsedAt) },
          ]}
          empty="No apps are connected."
          actions={(g) => (
            <Button size="sm" icon={<Unplug size={13} aria-hidden />} aria-label={`Disconnect ${g.clientName}`} onClick={() => setEnding(g)}>
              Disconnect
            </Button>
          )}
        />
      )}
      <Confirm
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={`Disconnect ${ending?.clientName ?? ''}?`}
        action="Disconnect"
        onConfirm={() => void endGrant(ending!).catch((e: unknown) => toast({ tone: 'bad', title: 'The app was not disconnected', detail: reason(e) }))}
      >
        It can do nothing for you any more, within seconds. You can connect it again later.
      </Confirm>
    </Section>
  );
}
